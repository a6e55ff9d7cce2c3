"""Forms compiled from forms/*.ui with `pyside6-uic --no-autoconnection`. Change the form, not these files."""
