# Результаты опросов: консоль, открытая страница, картинки для чатов.

## Figures

results-answers =
    { $n ->
        [one] { $n } ответ
        [few] { $n } ответа
       *[other] { $n } ответов
    }
results-option = Ответ
results-count = Ответов
results-share = Доля
results-share-plain = без взвешивания
results-share-weighted = со взвешиванием
results-interval = Модельный интервал
results-yes = Да
results-no = Нет
results-range = { $from }–{ $to }
results-scale-end = { $number } · { $meaning }
results-hidden = скрыто
results-skipped = Пропустили: { $n }
results-mean = Среднее { $mean }, медиана { $median }
results-too-few = Пока ответивших меньше { $below }, ничего не показывается.
results-hidden-why = Числа меньше { $below } скрыты, а вместе с ними и некоторые другие, чтобы ничей ответ нельзя было найти вычитанием.
results-several = Можно было выбрать несколько ответов: доли в сумме не дают 100 %.
results-chart = Диаграмма: { $question } { $figures }
results-chart-bar = { $label }: { $value }
results-table = Числа диаграммы

## Weighting

results-weighted-by = Взвешено по признакам: { $variables }. Ответов: { $n }, эффективный объём { $effective }; веса от { $smallest } до { $largest }.
results-left-out =
    { $n ->
        [one] { $n } ответ без веса: известно не всё, по чему взвешивают.
        [few] { $n } ответа без веса: известно не всё, по чему взвешивают.
       *[other] { $n } ответов без веса: известно не всё, по чему взвешивают.
    }
results-trimmed =
    { $n ->
        [one] { $n } вес был больше { $cut } и урезан до этого значения; из-за этого отклонение от целевых чисел – до { $off }.
        [few] { $n } веса были больше { $cut } и урезаны до этого значения; из-за этого отклонение от целевых чисел – до { $off }.
       *[other] { $n } весов были больше { $cut } и урезаны до этого значения; из-за этого отклонение от целевых чисел – до { $off }.
    }
results-not-trimmed = Весов больше { $cut } не было, ни один не урезан.
results-assuming = Модельный интервал на уровне 95 % при допущении, что внутри каждой взвешенной группы ответившие похожи на не ответивших. Случайной выборки никто не делал: это не погрешность.
results-self-selected = Каждый участник сам решил ответить: это не случайная выборка.
results-problem-title = Взвешенных чисел нет
results-problem-contradictory = Целевые числа противоречат друг другу: у признаков «{ $variable }» и «{ $other }» разные суммы.
results-problem-empty-category = Среди ответивших нет никого из «{ $category }» ({ $variable }), а по целевым числам такие люди должны быть.
results-problem-no-target = Среди ответивших есть «{ $category }» ({ $variable }), а целевого числа для этого нет.
results-problem-bad-target = У признака «{ $variable }» нет пригодных целевых чисел.
results-problem-no-convergence = Среди этих ответивших целевые числа нельзя выполнить одновременно (шагов подгонки: { $rounds }).
results-problem-nobody = Ни про кого из ответивших не известно всё, по чему взвешивают.

## Dimensions

results-by = Разбить по признаку
results-by-none = все вместе
results-by-messenger = мессенджер
results-by-language = язык
results-by-region = регион
results-by-tier = подтверждение
results-by-sex = пол
results-by-age-group = возраст
results-by-settlement = тип населённого пункта
results-by-title = Признак: { $dimension }
results-by-not = Разбить нельзя: стало бы видно то, что скрыто.
results-cell-unknown = неизвестно
results-cell-verified = подтверждённые
results-cell-unverified = неподтверждённые
results-cell-female = женщины
results-cell-male = мужчины
results-cell-18-29 = 18–29
results-cell-30-44 = 30–44
results-cell-45-59 = 45–59
results-cell-60 = 60 и старше
results-cell-capital = столица
results-cell-city = крупный город
results-cell-town = малый город или посёлок
results-cell-village = деревня

## Console

results-title = Результаты
results-started = Ответили
results-complete = До конца
results-partial = Частично
results-state-open = Опрос открыт: числа обновляются сами.
results-state-closing = Опрос закрыт. Последние ответы ещё подсчитываются; публикация и выгрузка станут возможны через минуту.
results-state-final = Опрос закрыт, всё подсчитано.
results-empty = Ответов ещё нет
results-empty-text = Как только люди начнут отвечать, числа появятся здесь сами.
results-texts = Читать ответы
results-texts-title = Ответы словами
results-texts-lead = Порядок ничего не говорит о том, кто что написал. Здесь может быть и то, что людям не стоило писать: не копируйте это никуда.
results-texts-none = Ещё никто ничего не написал
results-publish = Опубликовать
results-export = Выгрузить
results-public-page = Открытая страница
results-published = Опубликовано { $day }
results-not-found = Такого опроса нет.

## Publishing

results-publish-title = Публикация результатов
results-publish-lead = Выберите вопросы. Другой человек увидит именно эти числа и примет решение; после этого они появятся на открытой странице на всех языках и больше не изменятся.
results-publish-which = Вопросы
results-publish-none = Публиковать нечего: ни на один вопрос ещё не ответило достаточно людей.
results-publish-not-yet = Опрос публикуется, когда он закрыт и подсчитан последний ответ: сравнивая ранние числа с поздними, можно было бы найти отдельные ответы.
results-publish-chat = Картинка тем, кто ответил
results-publish-chat-hint = Диаграмма одного вопроса уходит всем, кто ответил на опрос до конца.
results-publish-chat-none = ничего не отправлять
results-publish-prepare = Подготовить
results-publish-choose = Выберите хотя бы один вопрос.
results-publish-prepared = Подготовлено. Другой человек должен одобрить это в разделе «На решение».
results-publish-proposal =
    { $n ->
        [one] Опубликовать { $n } вопрос опроса «{ $title }»
        [few] Опубликовать { $n } вопроса опроса «{ $title }»
       *[other] Опубликовать { $n } вопросов опроса «{ $title }»
    }
results-publish-proposal-page = На открытой странице
results-publish-proposal-chat = Всем ответившим, на их языке
results-publish-proposal-nothing = В чаты ничего не отправляется.
results-chat-text = Спасибо за участие! Вот что люди ответили в опросе «{ $title }».
results-chat-link = Все результаты

## Export

results-export-title = Выгрузка ответов
results-export-lead = По строке на каждую анкету, в случайном порядке, без номеров. Если регион, пол, возраст и тип населённого пункта совпадают меньше чем у { $below } человек, они не указываются. Нужно согласие второго человека.
results-export-texts = Вместе с ответами словами
results-export-texts-hint = Люди могли написать, кто они. Берите эти ответы, только если без них не обойтись.
results-export-prepare = Подготовить выгрузку
results-export-prepared = Подготовлено. Другой человек должен одобрить это в разделе «На решение».
results-export-ready = Одобренные выгрузки
results-export-ready-text = Скачать можно в течение { $hours } часов после одобрения. Каждое скачивание записывается в журнал.
results-export-none = Одобренных выгрузок сейчас нет.
results-export-until = до { $time } UTC
results-export-with-texts = с ответами словами
results-export-without-texts = без ответов словами
results-export-over = Эту выгрузку больше нельзя скачать.
results-export-proposal =
    { $n ->
        [one] Выгрузить { $n } анкету
        [few] Выгрузить { $n } анкеты
       *[other] Выгрузить { $n } анкет
    }
results-export-proposal-what = CSV и JSON с описанием полей, на { $hours } часа, тем, кому разрешена выгрузка.
results-export-not-yet = Ответы выгружаются, когда опрос закрыт и никто уже не может сказать, кто что ответил.

## Public page

results-page-list = Опросы
results-page-list-empty = Сейчас нет ни открытых опросов, ни опубликованных результатов.
results-page-open = Сейчас открыты
results-page-closed = Результаты
results-page-counter =
    { $n ->
        [one] Ответил { $n } человек
        [few] Ответили { $n } человека
       *[other] Ответило { $n } человек
    }
results-page-counter-few = Ответило меньше { $below } человек
results-page-counter-note = Округлено вниз. Результаты закрыты, пока их не опубликуют.
results-page-open-lead = Этот опрос открыт. Ответить можно в боте, в Telegram или Viber.
results-page-closed-lead = Этот опрос закрыт. Его результаты ещё не опубликованы.
results-page-published = Опубликовано { $day }. Числа такие, какими были при закрытии опроса.
results-page-partner = Вместе с: { $name }
results-page-not-found = Такого опроса нет
results-page-not-found-text = Возможно, он ещё не открыт. Посмотрите список опросов.
results-page-footer = Голос: независимый подсчёт голосов и опросы, которые может проверить каждый.
results-page-embed = Встроить счётчик
