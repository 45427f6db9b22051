# Funds in the chats: to give, and to turn to.

menu-funds = Help others
menu-need = I need help
words-funds = funds, fund, donate, solidarity, help others
words-need = need help, help me, sos
command-funds = Funds that help: find one and give
command-need = I need help
funds-chat-ask = What would you like to help with? Two of us have checked each fund. Giving to some of them is punished in Belarus: if you are there, think first.
funds-chat-none = There are no funds here yet.
funds-chat-none-fit = { $kind }: no fund at the moment.
funds-chat-list = { $kind }: { $count }. Choose one, or write { $example }.
funds-chat-other = Other help
funds-chat-like = More: { $kind }
funds-chat-back = Back
funds-chat-more = Further
funds-chat-gone = This fund is not in the directory any more. If somebody asks you to give to it, be careful.
funds-chat-for = For whom: { $whom }
funds-chat-where = Where: { $where }
funds-chat-checked = Checked by two of us on { $day }.
funds-chat-site = Site: { $site }
funds-chat-no-ways = It has named no way to give.
funds-chat-dead = { $label }: reported not to work. Do not use it for now.
funds-chat-replaced = Changed in the last seven days. No longer valid:
funds-chat-was = – { $label }: { $value }
funds-chat-need = What do you need? I name funds and the safest way to reach them. Nothing about you is kept here: not that you asked, and not what for.
funds-chat-need-kind = I need: { $help }
funds-chat-need-none = No fund at the moment. Please try again later, or choose another kind of help.
funds-chat-reach = You can turn to these. The safest way stands first.
funds-chat-safe =
    Be careful:
    – write from a device that nobody else opens, and say no more than is needed;
    – Signal with disappearing messages is safer than e-mail or a phone call;
    – no fund asks for your password, your bank card or money in advance;
    – then delete this chat: the messenger knows what we write here.
