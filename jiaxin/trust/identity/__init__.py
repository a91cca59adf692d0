"""People and their sign-ins (身份): accounts, phones, one-time codes, PINs, passkeys, data keys.

Promises: one ID number, one worker; a phone proves itself by a code before anything is kept of it;
face is never the only way; a destroyed data key opens nothing.
"""
