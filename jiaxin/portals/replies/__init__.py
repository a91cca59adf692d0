"""Where replies by text message come in: signed by the provider, and opening one verb."""
