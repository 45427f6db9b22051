# A station's result sheet, in the chat.

protocols-chat-needs-registration = Перед протоколом – один небольшой шаг.
protocols-chat-before = Протоколы вывешивают, когда голоса подсчитаны. Они принимаются с { $opens }.
protocols-chat-station =
    В протоколе написано, сколько голосов подано за каждый вариант на одном участке.
    Протокол какого участка у вас есть?
    Ваш – { $station }
protocols-chat-own = Моего участка
protocols-chat-other = Другого участка
protocols-chat-station-ask =
    Какого участка этот протокол?
    Напишите номер участка или несколько слов: город, улица, школа.
    Или отправьте геопозицию, или выберите из списка.
protocols-chat-station-found =
    { $total ->
        [one] Найден { $total } участок
        [few] Найдено { $total } участка
       *[other] Найдено { $total } участков
    }, показаны { $from }–{ $to }.

    Какого из них этот протокол? Можно написать и другие слова.
protocols-chat-station-near =
    Ближайшие участки.

    Какого из них этот протокол?
protocols-chat-station-confirm =
    Проверьте, пожалуйста.

    { $station }
    { $address }
    Это протокол этого участка?
protocols-chat-station-yes = Да, этого
protocols-chat-photos =
    { $station }
    Теперь фото всего протокола, до { $max }: чтобы каждое число было чётким, с подписями и печатью.
    Можно отправить все сразу.
protocols-chat-more =
    { $count ->
        [one] Есть { $count } фото.
        [few] Есть { $count } фото.
       *[other] Есть { $count } фото.
    } Отправьте следующее, всего до { $max }, или нажмите, что это всё.
protocols-chat-done = Это всё
protocols-chat-summary =
    Проверьте, пожалуйста.
    Протокол участка: { $station }
    Фото: { $photos }
protocols-chat-replaces = Он заменит тот, что вы отправили раньше.
protocols-chat-received = Принято. Спасибо. Несколько человек введут числа, не видя друг друга. Когда их записи совпадут, придёт сообщение.
protocols-chat-cancelled = Хорошо, ничего не отправлено.
protocols-chat-dropped = Начатый протокол не отправлен.
protocols-chat-photo-refused = Фото { $number } не подходит.
protocols-chat-clean-ask = Удалить из этого чата сообщения и фото протокола?
protocols-chat-clean-doing = Протокол принят. Сообщения о нём удаляются.

# What became of it, told later.
protocols-chat-agreed =
    Числа протокола участка { $station } введены и совпали. Спасибо!
    С вами этот протокол больше ничего не связывает.
protocols-chat-same = Точно такие же фото протокола участка { $station } уже кто-то прислал. Спасибо: его числа сейчас вводят.
protocols-chat-too-many = Вы отправили протоколы многих участков, и они ещё не введены. Протокол участка { $station } отправьте, пожалуйста, немного позже: /protocol
protocols-chat-gone = Протокол принять не удалось: участка { $station } в списке больше нет.
protocols-chat-refused =
    Протокол участка { $station } принять не удалось: одно из фото не подходит. { $reason }
    Чтобы отправить ещё раз: /protocol
protocols-chat-rejected =
    Протокол участка { $station } учесть не удалось. { $reason }
    Чтобы отправить другой: /protocol
protocols-chat-rejected-unreadable = На фото не прочитать числа. Снимите, пожалуйста, ближе, при хорошем свете, по частям.
protocols-chat-rejected-not-a-protocol = На фото не протокол участка.
protocols-chat-rejected-other-station = На фото протокол другого участка. Укажите, пожалуйста, тот участок.
protocols-chat-rejected-other-election = Это протокол других выборов.
