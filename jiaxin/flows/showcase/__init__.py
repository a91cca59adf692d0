"""Showcase (个人风采): the card by which a worker lets herself be found.

Promises: it shows what she ticked and nothing else, read anew each time under her own consent to
be shown in public; it is gone the moment that consent, or the platform's, is; the number of a card
says nothing about her and is never given twice; nothing ranks her.
"""
