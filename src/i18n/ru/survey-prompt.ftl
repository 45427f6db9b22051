## Что вопрос опроса говорит в чате кроме собственного текста. Предпросмотр в консоли показывает то же самое.

survey-prompt-position = Вопрос { $number } из { $of }
survey-prompt-yes = Да
survey-prompt-no = Нет
survey-prompt-done = Готово ✓
survey-prompt-skip = Пропустить
survey-prompt-back = ← Назад
survey-prompt-several = Отметьте сколько угодно вариантов и нажмите «Готово».
survey-prompt-several-exactly =
    { $count ->
        [one] Отметьте { $count } вариант и нажмите «Готово».
        [few] Отметьте { $count } варианта и нажмите «Готово».
       *[other] Отметьте { $count } вариантов и нажмите «Готово».
    }
survey-prompt-several-least =
    { $count ->
        [one] Отметьте не меньше { $count } варианта и нажмите «Готово».
       *[other] Отметьте не меньше { $count } вариантов и нажмите «Готово».
    }
survey-prompt-several-most =
    { $count ->
        [one] Отметьте не больше { $count } варианта и нажмите «Готово».
       *[other] Отметьте не больше { $count } вариантов и нажмите «Готово».
    }
survey-prompt-several-between = Отметьте от { $min } до { $max } вариантов и нажмите «Готово».
survey-prompt-text =
    { $longest ->
        [one] Напишите ответ, не длиннее { $longest } знака.
       *[other] Напишите ответ, не длиннее { $longest } знаков.
    }
survey-prompt-number = Напишите целое число от { $min } до { $max }.
