"""Keys and sealing (密钥与加密): a ring of keys, a key a person, ciphertext bound to its row."""
