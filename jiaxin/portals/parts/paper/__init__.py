"""PDFs: how they look in `drawing`, the fonts cut to what is printed in `fonts`."""
