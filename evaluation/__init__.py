"""How well the rule book reads what citizens say."""
