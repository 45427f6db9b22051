broadcast-chat-stopped = You get no more broadcasts. What you ask for is still answered. To get them again, press the button below or send /start.
broadcast-chat-listening = You get broadcasts again. To end them, send /stop.
broadcast-chat-listen = Get broadcasts again
broadcast-chat-nothing-to-show = There is nothing to show under this link any more. Make a new one in the console.
