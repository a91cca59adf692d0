"""The daily comparison (日常比对): every worker whose authorisation is in force, every day.

Promises: nobody is asked about without authorisation at the moment of asking; an answer that comes
after she took it back is dropped; a run killed at any second goes on with no gap and no double;
"last compared" is read from the slices that were answered, and is never written on a row.
"""
