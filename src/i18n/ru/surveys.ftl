# Опросы в консоли организаторов.

surveys-title = Опросы
surveys-lead = Напишите вопросы, попробуйте их в своём чате, откройте для всех и следите за ответами.
surveys-new = Новый опрос
surveys-none = Опросов пока нет
surveys-none-text = Опрос – это несколько вопросов, на которые люди отвечают в чате нажатиями. Напишите первый; никто его не увидит, пока вы его не откроете.
surveys-unknown = Такого опроса нет, или его удалили.
surveys-column-survey = Опрос
surveys-column-state = Состояние
surveys-column-questions = Вопросов
surveys-column-answered = Ответили
surveys-column-times = Открытие и закрытие
surveys-answered = { $answered }, из них до конца { $completed }
surveys-state-draft = Черновик
surveys-state-open = Открыт
surveys-state-closed = Закрыт
surveys-opens = Откроется
surveys-opened = Открыт
surveys-closes = Закроется
surveys-closed-at = Закрыт

## Страница опроса

surveys-tabs = Страницы этого опроса
surveys-tab-overview = Обзор
surveys-tab-edit = Правка
surveys-tab-preview = Предпросмотр
surveys-tab-partner = Партнёр
surveys-tab-margins = Взвешивание
surveys-tab-results = Результаты
surveys-stat-answered = Ответило людей
surveys-stat-completed = Ответило до конца
surveys-facts = Настройки
surveys-yes = Да
surveys-no = Нет
surveys-no-partner = Нет
surveys-links = Как люди в него попадают
surveys-links-text = Кто напишет это боту или перейдёт по ссылке, начнёт опрос. Пока опрос открыт, он есть и в меню бота.
surveys-links-draft = Опрос – черновик: по ссылке бот скажет, что он ещё не начался.
surveys-doings = Что сделать
surveys-try = Попробовать в своём чате
surveys-try-ready = Можно пробовать
surveys-try-text = Напишите это боту в Telegram или Viber или перейдите по ссылке. Вы увидите опрос так, как увидят все; ничего не сохраняется и не считается. В новом для него чате бот сначала спросит о языке и согласии.
surveys-try-until = Действует до
surveys-try-new-code = У кого есть этот код, тот увидит опрос, поэтому никому его не передавайте. Новый код отменяет этот.
surveys-copy = Сделать копию
surveys-copied = Скопировано как { $id }. Измените то, что должно быть другим.
surveys-open = Открыть сейчас
surveys-open-question = С этой минуты отвечать смогут все. Вопросы, варианты и их порядок изменить уже будет нельзя, только слова.
surveys-open-opened = Опрос открыт.
surveys-open-unknown = Такого опроса нет.
surveys-open-not-a-draft = Опрос уже открывали.
surveys-open-changed = Кто-то изменил опрос после того, как вы на него посмотрели. Он не открыт: посмотрите ещё раз.
surveys-open-over = Время закрытия опроса уже прошло. Сначала измените его.
surveys-close = Закрыть сейчас
surveys-close-question = Ответы больше не будут приниматься, и открыть опрос снова нельзя. Вскоре никто уже не сможет сказать, кто что ответил.
surveys-close-done = Опрос закрыт.
surveys-close-not-open = Опрос не открыт.
surveys-delete = Удалить
surveys-delete-question = Черновик исчезнет, вернуть его будет нельзя.
surveys-delete-done = Черновик удалён.
surveys-delete-not = Удалить нельзя: опрос уже открывали или его предлагает рассылка.

## Редактор

surveys-save = Сохранить
surveys-saved = Сохранено.
surveys-all-saved = Всё сохранено
surveys-unsaved = Ещё не сохранено
surveys-not-saved =
    { $count ->
        [one] Не сохранено: нужно исправить { $count } место
        [few] Не сохранено: нужно исправить { $count } места
       *[other] Не сохранено: нужно исправить { $count } мест
    }
surveys-basics = О чём опрос
surveys-questions = Вопросы
surveys-settings = Когда и как
surveys-question-number = Вопрос { $number }
surveys-option-number = Вариант { $number }
surveys-branch-number = Переход { $number }
surveys-refresh = Показать поля
surveys-up = Передвинуть вопрос выше
surveys-down = Передвинуть вопрос ниже
surveys-copy-question = Скопировать вопрос
surveys-remove-question = Убрать вопрос
surveys-options = Варианты
surveys-add-option = Вариант
surveys-option-up = Передвинуть вариант { $number } выше
surveys-option-down = Передвинуть вариант { $number } ниже
surveys-option-remove = Убрать вариант { $number }
surveys-add-question = Добавить вопрос
surveys-optional = Можно пропустить
surveys-optional-hint = В чате будет кнопка «Пропустить».
surveys-optional-short = можно пропустить
surveys-branches = Что после него
surveys-branches-hint = Срабатывает первый подходящий переход; иначе идёт следующий вопрос.
surveys-add-branch = Переход
surveys-branch-question = Если ответ на
surveys-branch-answers = один из этих
surveys-branch-numbers-hint = Целые числа через запятую.
surveys-branch-to = продолжить с
surveys-branch-end = конец опроса
surveys-branch-remove = Убрать переход { $number }
surveys-branch-gone = ответ, которого больше нет ({ $answer })
surveys-branch-no-question = вопрос, которого больше нет
surveys-kind-one = Один из нескольких
surveys-kind-several = Несколько из нескольких
surveys-kind-yes-no = Да или нет
surveys-kind-scale = Шкала
surveys-kind-text = Свободный текст
surveys-kind-number = Число
surveys-id-hint = Для ссылок и файлов. Строчные латинские буквы, цифры и дефисы, от 2 до 31; потом изменить нельзя.
surveys-title-hint = Не больше 120 знаков. Звучит первым и стоит в меню.
surveys-intro-hint = Перед первым вопросом. Не больше 1000 знаков; можно оставить пустым.
surveys-thanks-hint = После последнего вопроса. Если пусто, бот просто поблагодарит.
surveys-min-several = Не меньше
surveys-max-several = Не больше
surveys-min-number = Наименьшее число
surveys-max-number = Наибольшее число
surveys-from-hint = 0 или 1
surveys-to-hint = от 2 до 10
surveys-longest-hint = от 10 до 1000
surveys-opens-hint = Время по { $zone }. Если пусто, вы откроете опрос сами.
surveys-closes-hint = Время по { $zone }. Если пусто, вы закроете опрос сами.
surveys-changeable-hint = До закрытия люди могут вернуться и ответить заново. Считается последний ответ.
surveys-asksProfile-hint = Пол, возраст и тип населённого пункта: в конце спросим тех, кого ещё не спрашивали. Можно отказаться. Нужно для взвешивания.
surveys-liveCounter-hint = «Ответило N человек», округлённо, на открытой странице; результаты остаются закрытыми.
surveys-frozen-open = Опрос открыт. Слова ещё можно исправить; вопросы, варианты, их порядок и переходы остаются прежними, чтобы ответы значили то же, что значили.
surveys-frozen-closed = Опрос закрыт. Слова ещё можно исправить; всё остальное остаётся как есть.
surveys-place-id = Короткое имя
surveys-place-title = Название
surveys-place-intro = Вступление
surveys-place-thanks = Благодарность
surveys-place-partner = Партнёр
surveys-place-name = Название партнёра
surveys-place-line = Строка о партнёре
surveys-place-link = Ссылка
surveys-place-opensAt = Открытие
surveys-place-closesAt = Закрытие
surveys-place-kind = Вид ответа
surveys-place-text = Вопрос
surveys-place-optional = Можно пропустить
surveys-place-min = Не меньше
surveys-place-max = Не больше
surveys-place-from = Шкала от
surveys-place-to = до
surveys-place-low = Что значит нижний край
surveys-place-high = Что значит верхний край
surveys-place-longest = Знаков не больше
surveys-place-asksProfile = Задать три коротких вопроса о самом человеке
surveys-place-liveCounter = Показывать, сколько людей ответило
surveys-place-changeable = Ответы можно менять
surveys-place-other = Опрос

## Что может быть не так. limit – сколько можно, actual – сколько есть.

surveys-problem-missing = не заполнено
surveys-problem-too-long = слишком длинно: { $actual } зн., можно не больше { $limit }
surveys-problem-too-long-for-viber = слишком длинно для кнопки в Viber: { $actual } зн. вместе со знаками, которые считаются за несколько, можно не больше { $limit }
surveys-problem-too-long-id = слишком длинно для кнопки в Telegram: { $actual } байт, можно не больше { $limit }
surveys-problem-bad-id = можно только строчные латинские буквы, цифры и дефисы
surveys-problem-reserved-id = это слово здесь значит другое
surveys-problem-doubled-id = встречается дважды
surveys-problem-doubled-label = читается так же, как другой вариант
surveys-problem-no-questions = пока нет ни одного
surveys-problem-too-many-questions = их { $actual }, можно не больше { $limit }
surveys-problem-too-few-options = вариантов должно быть не меньше { $limit }
surveys-problem-too-many-options = вариантов { $actual }, можно не больше { $limit }
surveys-problem-not-a-number = это не целое число
surveys-problem-out-of-range = { $actual } здесь нельзя, граница – { $limit }
surveys-problem-min-above-max = больше, чем наибольшее
surveys-problem-max-above-options = больше, чем вариантов ({ $limit })
surveys-problem-bad-link = нужна ссылка, которая начинается с https://
surveys-problem-branch-no-answer = не выбран ни один ответ
surveys-problem-branch-unknown-question = спрашивает о вопросе, которого нет
surveys-problem-branch-later-question = спрашивает о вопросе, который идёт позже
surveys-problem-branch-on-text = свободный текст не может решать, что дальше
surveys-problem-branch-unknown-answer = называет ответ, которого нет
surveys-problem-branch-nowhere = ведёт к вопросу, которого нет
surveys-problem-branch-endless = ведёт назад: опрос никогда бы не кончился
surveys-problem-unreachable = к этому вопросу не ведут никакие ответы
surveys-problem-frozen = изменить уже нельзя: люди это видели
surveys-problem-closes-before-opens = должно быть позже открытия
surveys-problem-in-the-past = уже прошло
surveys-problem-bad-time = это не дата со временем
surveys-problem-id-taken = так называется другой опрос

## Двое сразу

surveys-conflict = Этот опрос тем временем сохранил кто-то другой
surveys-conflict-by = Этот опрос тем временем изменён. Сохранено: { $alias }
surveys-gone = Этот опрос тем временем удалили
surveys-gone-text = Всё, что вы набрали, на месте. Если сохранить, получится новый опрос.
surveys-conflict-text = Ничего не перезаписано, и всё, что вы набрали, на месте. Вот чем отличаются две версии:
surveys-conflict-same = Вы набрали то же, что сохранено.
surveys-conflict-differences = Различия
surveys-conflict-place = Где
surveys-conflict-theirs = Сохранено
surveys-conflict-yours = Набрано вами
surveys-conflict-more =
    { $count ->
        [one] … и ещё в { $count } месте.
       *[other] … и ещё в { $count } местах.
    }
surveys-conflict-open = Открыть сохранённое в другой вкладке
surveys-conflict-mine = Вижу различия, сохранить моё поверх

## Предпросмотр

surveys-preview = Предпросмотр
surveys-preview-in = Так это выглядит в { $messenger }
surveys-preview-text = Так это видят люди: все вопросы подряд, без переходов. Цвета и размеры у каждого мессенджера свои.

## Партнёр

surveys-partner-text = Опрос можно проводить вместе с другой организацией. Её название, строка о ней и ссылка звучат в начале в чате и вместе с логотипом стоят на странице опроса.
surveys-partner-remove = Без партнёра
surveys-partner-removed = У опроса больше нет партнёра.
surveys-partner-conflict = Ничего не перезаписано, и всё, что вы набрали, на месте. Если сохранить ещё раз, изменится только партнёр, остальное останется как есть.
surveys-line-hint = Не больше 200 знаков; можно оставить пустым.
surveys-link-hint = Где можно прочитать о партнёре.
surveys-logo = Логотип
surveys-logo-hint = PNG, JPEG или WebP. Будет уменьшен, на белом фоне.
surveys-logo-remove = Убрать логотип
surveys-logo-refused = Логотип – не картинка PNG, JPEG или WebP, или он повреждён, или слишком велик.

## Взвешивание

surveys-margins-text = Отвечающие не похожи на всех. По целевым числам, взятым из переписи, ответы можно взвесить так, чтобы каждая группа весила столько, сколько в ней людей. Невзвешенные числа всегда показаны рядом.
surveys-margins-none = Целевых чисел нет
surveys-margins-none-text = Без них результаты показываются невзвешенными.
surveys-margins-some =
    { $count ->
        [one] { $count } строка
        [few] { $count } строки
       *[other] { $count } строк
    }
surveys-margins-now = Взвешивается по
surveys-margins-upload = Загрузить целевые числа
surveys-margins-file = Файл CSV
surveys-margins-hint = Столбцы variable, category, target. Переменные: region, sex, age-group, settlement; по тем, которых нет, не взвешивается. Файл заменит то, что есть.
surveys-margins-send = Загрузить
surveys-margins-example = Файл для заполнения
surveys-margins-saved =
    { $count ->
        [one] Сохранена { $count } строка.
        [few] Сохранено { $count } строки.
       *[other] Сохранено { $count } строк.
    }
surveys-margins-remove = Убрать
surveys-margins-remove-question = Результаты станут невзвешенными.
surveys-margins-removed = Целевые числа убраны.
surveys-margins-no-file = Сначала выберите файл.
surveys-margins-unreadable = Это не файл CSV. Может быть, таблица? Сохраните её как CSV.
surveys-margins-refused =
    { $count ->
        [one] Ничего не изменено: не подходит { $count } место
        [few] Ничего не изменено: не подходят { $count } места
       *[other] Ничего не изменено: не подходят { $count } мест
    }
surveys-margins-line = Строка { $line }
surveys-margins-more =
    { $count ->
        [one] … и ещё { $count }.
       *[other] … и ещё { $count }.
    }
surveys-margins-variable = Переменная
surveys-margins-category = Категория
surveys-margins-target = Людей
surveys-margins-share = Доля
surveys-margins-variable-region = Регион
surveys-margins-variable-sex = Пол
surveys-margins-variable-age-group = Возраст
surveys-margins-variable-settlement = Тип населённого пункта

surveys-margins-problem-no-header = в первой строке должны быть столбцы variable, category и target
surveys-margins-problem-no-rows = под заголовком нет строк
surveys-margins-problem-columns = столбцов { $value }, а в заголовке { $other }
surveys-margins-problem-unknown-variable = нет переменной «{ $value }», есть только { $other }
surveys-margins-problem-unknown-category = нет категории «{ $value }». Есть: { $other }
surveys-margins-problem-no-category = категория пустая
surveys-margins-problem-not-a-number = «{ $value }» – не целое число от 0; пишите число людей, не доли
surveys-margins-problem-too-large = { $value } – столько людей не бывает
surveys-margins-problem-doubled = «{ $value }» уже есть в строке { $other }
surveys-margins-problem-category-missing = в { $value } не хватает категории «{ $other }»
surveys-margins-problem-all-zero = все числа для { $value } равны 0
surveys-margins-problem-contradictory = суммы противоречат друг другу: { $value } и { $other }
