"""Mediation Desk (调解工作台): one case in one workflow, from the counter to the signed agreement."""

__version__ = "0.1.0"
