"""`LanguageModel` at any endpoint that speaks the chat completions of OpenAI: hosted ones, vLLM, llama.cpp, Ollama."""

from .model import OpenAIModel

__all__ = ["OpenAIModel"]
