"""Keys and sealing (密钥与加密): a ring of keys, one for each person, ciphertext bound to its row."""
