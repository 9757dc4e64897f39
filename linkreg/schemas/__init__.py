"""What comes in and what goes out: commands loaded into frozen values, views dumped by name."""
