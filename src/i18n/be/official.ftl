# Афіцыйныя вынікі: імпарт, версіі, лікі аднаго імпарту; што можа быць не так з файлам.

## Памылкі ў файле

official-fault-at = радок { $line }: { $fault }
official-fault-empty = файл пусты
official-fault-no-table = гэта не тэкст і не кніга Excel (.xlsx)
official-fault-old-workbook = гэта стары або абаронены файл Excel: захавайце яго як .xlsx без пароля або як CSV
official-fault-broken-workbook = гэта не кніга Excel, або яна пашкоджаная: адкрыйце яе і захавайце зноў, як .xlsx або CSV
official-fault-too-large = кніга завялікая: больш, чым { $limit } { $what ->
        [packedBytes] байтаў
        [bytes] байтаў на ліст
        [parts] частак
        [letters] літар тэксту
        [strings] розных тэкстаў
        [rows] радкоў
       *[columns] слупкоў
    }
official-fault-no-sheet = ліста «{ $sheet }» няма, ёсць толькі: { $sheets }
official-fault-no-header-line = у радку { $line }, дзе павінны быць загалоўкі, нічога няма
official-fault-encoding = тут або крыху далей — не { $encoding }
official-fault-open-quote = тут адкрываецца двукоссе, якое нідзе не закрытае
official-fault-unreadable = гэта не чытаецца як CSV ({ $code })
official-fault-unknown-column = слупка { $column } у афіцыйных выніках няма
official-fault-no-header = { $column }: у файле няма загалоўка «{ $header }»
official-fault-header-twice = { $column }: «{ $header }» ужо заняты іншым слупком
official-fault-ambiguous = { $headers }: што з гэтага — { $what }?
official-fault-no-station-column = ніводзін слупок не кажа, які гэта ўчастак
official-fault-no-votes-column = ні ў адным слупку няма галасоў
official-fault-no-choice-column = ні ў адным слупку няма варыянта з бюлетэня
official-fault-width = слупкоў тут { $columns }, а ў загалоўку { $header }
official-fault-no-code = участак не пазначаны
official-fault-unknown-station = участка { $code } няма
official-fault-unknown-choice = «{ $named }» — такога варыянта на гэтых выбарах няма
official-fault-station-twice = участак { $code } ужо ёсць у радку { $before }
official-fault-number-twice = { $what }: для ўчастка { $code } гэта ўжо ёсць у радку { $before }
official-fault-fraction = { $what }: { $text } — не цэлы лік
official-fault-no-number = { $what }: «{ $text }» — не лік
official-fault-negative = { $what }: { $value } менш за нуль
official-fault-votes-over-turnout = галасы ўчастка { $code } у суме { $votes } — больш за яго яўку { $turnout }
official-fault-votes-under-turnout = галасы ўчастка { $code } разам з несапраўднымі — { $votes }, менш за яго яўку { $turnout }
official-fault-turnout-over-register = яўка ўчастка { $code } — { $turnout }, больш, чым яго выбаршчыкаў: { $voters }
official-fault-votes-over-register = галасы ўчастка { $code } у суме { $votes } — больш, чым яго выбаршчыкаў: { $voters }
official-fault-early-over-turnout = на ўчастку { $code } датэрмінова прагаласавалі { $early } — больш за яго яўку { $turnout }
official-fault-no-numbers = у файле няма лікаў ні для аднаго варыянта
official-fault-blank-choices = у файле нічога няма пра { $choices }: пустое месца не можа азначаць нуль

official-cell-registered = выбаршчыкі ў спісе
official-cell-turnout = яўка
official-cell-spoiled = несапраўдныя бюлетэні
official-cell-early = датэрміновыя галасы
