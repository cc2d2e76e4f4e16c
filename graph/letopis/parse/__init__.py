"""Articles to sentences, tokens, trees and raw names.

In: Article. Out: Parsed. Touches: nothing once the models are loaded.
"""
