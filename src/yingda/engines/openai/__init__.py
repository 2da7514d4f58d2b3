"""`LanguageModel` and `RemoteEncoder` at any endpoint that speaks the chat completions and embeddings of OpenAI: hosted
ones, vLLM, llama.cpp, Ollama."""

from .embeddings import OpenAIEncoder
from .model import OpenAIModel

__all__ = ["OpenAIEncoder", "OpenAIModel"]
