"""How good the answers are: judged queries over a fixed registry, ours beside three other engines."""
