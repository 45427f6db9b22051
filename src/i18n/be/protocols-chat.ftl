# A station's result sheet, in the chat.

protocols-chat-needs-registration = Перад пратаколам – адзін невялікі крок.
protocols-chat-before = Пратаколы вывешваюць, калі галасы падлічаны. Яны прымаюцца з { $opens }.
protocols-chat-station =
    У пратаколе напісана, колькі галасоў атрымаў кожны варыянт на адным участку.
    Пратакол якога ўчастка ў вас ёсць?
    Ваш – { $station }
protocols-chat-own = Майго ўчастка
protocols-chat-other = Іншага ўчастка
protocols-chat-station-ask =
    Якога ўчастка гэты пратакол?
    Напішыце нумар участка або некалькі слоў: горад, вуліца, школа.
    Або дашліце геапазіцыю, або выберыце са спіса.
protocols-chat-station-found =
    { $total ->
        [one] Знойдзены { $total } участак
        [few] Знойдзена { $total } участкі
       *[other] Знойдзена { $total } участкаў
    }, паказаны { $from }–{ $to }.

    Чый гэта пратакол? Можна напісаць і іншыя словы.
protocols-chat-station-near =
    Найбліжэйшыя ўчасткі.

    Чый гэта пратакол?
protocols-chat-station-confirm =
    Праверце, калі ласка.

    { $station }
    { $address }
    Гэта пратакол гэтага ўчастка?
protocols-chat-station-yes = Так, гэтага
protocols-chat-photos =
    { $station }
    Цяпер фота ўсяго пратакола, да { $max }: каб кожная лічба была выразная, з подпісамі і пячаткай.
    Можна даслаць усе адразу.
protocols-chat-more =
    { $count ->
        [one] Ёсць { $count } фота.
        [few] Ёсць { $count } фота.
       *[other] Ёсць { $count } фота.
    } Дашліце наступнае, усяго да { $max }, або націсніце «Гэта ўсё».
protocols-chat-done = Гэта ўсё
protocols-chat-summary =
    Праверце, калі ласка.
    Пратакол участка: { $station }
    Фота: { $photos }
protocols-chat-replaces = Ён заменіць той, што вы дасылалі раней.
protocols-chat-received = Прынята. Дзякуй. Некалькі чалавек увядуць лічбы, не бачачы адно аднаго. Калі іх запісы супадуць, прыйдзе паведамленне.
protocols-chat-cancelled = Добра, нічога не даслана.
protocols-chat-dropped = Пачаты пратакол не дасланы.
protocols-chat-photo-refused = Фота { $number } не падыходзіць.
protocols-chat-clean-ask = Выдаліць з гэтага чата паведамленні і фота пратакола?
protocols-chat-clean-doing = Пратакол прыняты. Паведамленні пра яго выдаляюцца.

# What became of it, told later.
protocols-chat-agreed =
    Лічбы пратакола ўчастка { $station } уведзены і супалі. Дзякуй!
    З вамі гэты пратакол больш нічога не звязвае.
protocols-chat-same = Дакладна такія ж фота пратакола ўчастка { $station } ужо нехта даслаў. Дзякуй: яго лічбы зараз уводзяць.
protocols-chat-too-many = Вы даслалі пратаколы многіх участкаў, і яны яшчэ не ўведзены. Пратакол участка { $station } дашліце, калі ласка, крыху пазней: /protocol
protocols-chat-gone = Пратакол прыняць не ўдалося: участка { $station } у спісе больш няма.
protocols-chat-refused =
    Пратакол участка { $station } прыняць не ўдалося: адно з фота не падыходзіць. { $reason }
    Каб даслаць яшчэ раз: /protocol
protocols-chat-rejected =
    Пратакол участка { $station } улічыць не ўдалося. { $reason }
    Каб даслаць іншы: /protocol
protocols-chat-rejected-unreadable = На фота не прачытаць лічбаў. Здыміце, калі ласка, бліжэй, пры добрым святле, па частках.
protocols-chat-rejected-not-a-protocol = На фота не пратакол участка.
protocols-chat-rejected-other-station = На фота пратакол іншага ўчастка. Назавіце, калі ласка, той участак.
protocols-chat-rejected-other-election = Гэта пратакол іншых выбараў.
