"""Faces 人脸 and ID cards 身份证: read in a process of its own, over a unix socket."""
