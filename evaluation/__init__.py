"""Evaluation of the rule book on what citizens say."""
