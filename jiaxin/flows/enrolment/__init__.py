"""Enrolment (实名): from a phone to a proven person with a certificate.

Promises: nothing is gathered before she agrees; what a source did not answer is not assumed;
whatever happens half-way, she goes on from where she was.
"""
