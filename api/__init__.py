"""The web: a thin Flask app over ``linkreg``. Parse, one call, present; no rule lives here."""
