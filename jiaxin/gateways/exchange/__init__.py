"""Exchange with departments (数据交换): signed, sealed questions out, signed, sealed answers in.

What goes over the line is written in docs/PROTOCOL.md, which a department can build from alone.
A name and a number leave only sealed to the department's key. An answer that is not signed by the
department, or does not answer what was asked, is no answer.
"""
