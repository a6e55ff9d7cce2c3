"""How the window looks: colours, fonts, icons, shapes and the one style sheet."""
