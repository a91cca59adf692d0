"""The credit-query certificate (信用查询证书): its number, rotating code, standing, the light.

Promises: a code names a certificate and nothing else, dies within a minute, and cannot be forged;
a certificate is valid only while the platform's consent is in force.
"""
