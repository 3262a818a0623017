"""A language model behind an OpenAI-compatible address, asked for facts besides those of the rules; off by default."""
