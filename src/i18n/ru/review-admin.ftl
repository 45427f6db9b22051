# Присмотр за проверкой: спорное, проверяющие, контрольные задания, срезы.

review-admin-title = Присмотр за проверкой
review-admin-lead = То, в чём проверяющие не сошлись, ждёт здесь вашего решения рядом с фотографиями.
review-admin-tab-disputed = Спорное
review-admin-tab-reviewers = Проверяющие
review-admin-tab-gold = Контрольные задания
review-admin-tab-slices = Повторная проверка
review-admin-tab-signs = Признаки атаки
review-admin-undisputed = Спорного нет
review-admin-undisputed-text = Здесь появляются бюллетени, о которых трое проверяющих сказали три разные вещи.
review-admin-station = Участок
review-admin-day = День
review-admin-answers = Ответы
review-admin-decide = Посмотреть и решить
review-admin-deciding = Решение
review-admin-deciding-text = Проверяющие ответили: { $answers }. Ваше слово решает, и взять его назад нельзя; фотографии открываются на десять минут, и каждый просмотр попадает в журнал.
review-admin-candidate = Прочитать кандидата в контрольные
review-admin-candidate-text = Двое проверяющих сошлись на этом бюллетене. Скажите, что видите, не зная их ответа: это и станет известным ответом.
review-admin-decided = Решено. Через мгновение это будет выполнено.
review-admin-not-yours = Вы читали этот бюллетень как проверяющий, или он уже решён: посмотреть должен другой администратор.
review-admin-gone = Решения здесь больше не ждут.

## Reviewers

review-admin-reviewers-lead = Как читает каждый. Кто слишком часто ошибается в контрольных заданиях, того система останавливает сама.
review-admin-reviewer = Проверяющий
review-admin-answered = Ответов
review-admin-agreement = Сходится с итогом
review-admin-seconds = Секунд на ответ
review-admin-gold-accuracy = Контрольные верно
review-admin-doings = Что можно сделать
review-admin-nobody = Пока никто не проверяет
review-admin-nobody-text = Пригласите проверяющих в разделе «Организаторы»; после короткой тренировки они получат первые бюллетени.
review-admin-figures-hint = У новичков ответов мало, и доля от малого мало что говорит. Очень быстро и всегда в согласии – тоже повод посмотреть.
review-admin-removed = больше не организатор
review-admin-paused = остановлен с { $day }
review-admin-because-gold = слишком много ошибок в контрольных заданиях
review-admin-practising = тренируется
review-admin-pause = Остановить
review-admin-pause-question = Этому человеку больше ничего не выдадут, а его ответы обо всём, что ещё не решено, не будут считаться.
review-admin-because = Причина
review-admin-resume = Разрешить продолжать
review-admin-reopen = Прочитать заново
review-admin-reopen-read-question = Всё, что прочитал этот человек, заново прочитают двое других. До тех пор эти бюллетени не считаются подтверждёнными.
review-admin-reason-missing = Пожалуйста, укажите причину: она попадёт в журнал.
review-admin-paused-before = Этот человек уже остановлен.
review-admin-paused-now = { $count ->
    [0] Остановлен. Открытых ответов не было.
    [one] Остановлен. { $count } открытый ответ больше не считается.
    [few] Остановлен. { $count } открытых ответа больше не считаются.
   *[many] Остановлен. { $count } открытых ответов больше не считаются.
}
review-admin-resumed = Можно продолжать. Контрольные задания считаются заново.
review-admin-resumed-before = Этот человек не остановлен.
review-admin-ordered = Принято. Будет выполнено в течение нескольких секунд.

## Gold items

review-admin-gold-lead = У { $rate } из ста заданий ответ известен. Кто читает верно меньше { $floor } из ста, того система останавливает.
review-admin-gold-open = Контрольных заданий
review-admin-gold-left = Осталось тому, кто получил их больше всех
review-admin-gold-candidates = Кандидатов, которые ждут вас
review-admin-gold-few = Контрольных заданий мало
review-admin-gold-few-text = Одно и то же задание никому не попадается дважды. Тому, кто получил их больше всех, оставшихся хватит примерно на столько бюллетеней: { $answers }. После этого уже не видно, как этот человек читает. Сделайте часть из принятых бюллетеней здесь, а придуманные – на сервере командой «golos review gold».
review-admin-gold-terms = Как часто и насколько точно
review-admin-gold-percent = В скольких заданиях из ста ответ известен
review-admin-gold-percent-hint = От 0 до 50. Чем их больше, тем скорее обнаружится небрежный или враждебный проверяющий, и на столько же больше читать всем.
review-admin-gold-floor = Останавливать того, кто верно читает меньше из ста
review-admin-gold-floor-hint = От 50 до 99. За первые две ошибки никого не останавливают. То, что остановленный не довёл до конца, читают заново.
review-admin-gold-terms-save = Задать
review-admin-gold-terms-odd = Укажите от 0 до 50 заданий из ста и от 50 до 99 верных из ста.
review-admin-gold-propose = Выбрать кандидатов
review-admin-gold-propose-text = Принятые бюллетени выбираются по жребию. Каждый из них вы прочитаете, прежде чем он станет контрольным.
review-admin-gold-how-many = Сколько
review-admin-gold-none = Контрольных заданий пока нет
review-admin-gold-answer = Известный ответ
review-admin-gold-right = Прочитано верно
review-admin-gold-wrong = Прочитано неверно
review-admin-gold-candidate = кандидат, ещё не прочитан
review-admin-gold-read = Прочитать
review-admin-gold-retire = Убрать
review-admin-gold-retire-question = Его больше никому не покажут. Ответы на него остаются в показателях.
review-admin-gold-confirmed = Спасибо: теперь это контрольное задание.
review-admin-gold-otherwise = Теперь это контрольное задание с вашим ответом. Двое проверяющих сошлись на другом: «{ $agreed }». Тот бюллетень стоит прочитать заново.
review-admin-gold-count-odd = Укажите число от 1 до 100.

## Slices

review-admin-slices-lead = Участок, день или проверяющего можно прочитать заново или исключить из опубликованного.
review-admin-choose = Выбор
review-admin-by-station = Участок, по коду
review-admin-by-day = День, когда пришли бюллетени
review-admin-by-reviewer = Проверяющий
review-admin-look = Посмотреть
review-admin-slice-unknown = Такого участка, дня или проверяющего нет.
review-admin-slice-station = Участок { $code } · { $name }
review-admin-slice-day = Бюллетени за { $day }
review-admin-slice-reviewer = Бюллетени, которые прочитал проверяющий { $alias }
review-admin-slice-decided = Решено
review-admin-slice-waiting = Ещё не решено
review-admin-slice-accepted = Принято и опубликовано
review-admin-would-change = { $stations ->
    [one] Карантин изменил бы вывод по { $stations } участку
    [few] Карантин изменил бы выводы по { $stations } участкам
   *[many] Карантин изменил бы выводы по { $stations } участкам
}
review-admin-would-lose = { $lost ->
    [0] Ни один участок не перестал бы быть доказанным.
    [one] { $lost } участок перестал бы быть доказанным.
    [few] { $lost } участка перестали бы быть доказанными.
   *[many] { $lost } участков перестали бы быть доказанными.
}
review-admin-would-change-station = Участок { $code }: не хватает голосов, минимум: { $before } сейчас, { $after } с карантином
review-admin-reopen-question = Всё это заново прочитают двое проверяющих. До тех пор принятые бюллетени не считаются подтверждёнными; связи с людьми не возвращаются.
review-admin-quarantine = В карантин
review-admin-quarantine-question = Со следующего выпуска опубликованные числа не учитывают эти бюллетени, пока вы не снимете карантин.
review-admin-quarantined = В карантине. Будет применено в течение нескольких секунд.
review-admin-quarantined-before = Это уже в карантине.
review-admin-quarantines = Карантины
review-admin-quarantines-none = В карантине ничего нет
review-admin-what = Что
review-admin-by = Кто
review-admin-changes = Что меняет
review-admin-changed-stations = { $stations ->
    [0] выводы не меняются
    [one] меняется вывод по { $stations } участку
    [few] меняются выводы по { $stations } участкам
   *[many] меняются выводы по { $stations } участкам
}
review-admin-lifted-on = снят { $day }
review-admin-lift = Снять
review-admin-lift-question = Со следующего выпуска эти бюллетени снова учитываются.
review-admin-lifted = Карантин снят. Подсчёт изменится в течение нескольких секунд.
review-admin-lifted-before = Этот карантин уже снят.
review-admin-alert = { $stations ->
    [one] Карантины меняют вывод по { $stations } участку
    [few] Карантины меняют выводы по { $stations } участкам
   *[many] Карантины меняют выводы по { $stations } участкам
}
review-admin-alert-text = Опубликованное зависит от отложенных бюллетеней. Дайте прочитать их заново или скажите публично, почему они исключены.
review-admin-orders = Поручения
review-admin-ordered-at = Когда
review-admin-order-state = Состояние
review-admin-order-open = выполняется
review-admin-order-stuck = не выполнено уже больше десяти минут: обратитесь к тому, кто отвечает за сервер
review-admin-order-done = выполнено: { $count }
review-admin-order-reopen = Прочитать заново
review-admin-order-apply-quarantines = Применить карантины
review-admin-order-propose-gold = Выбрать кандидатов в контрольные
review-admin-order-confirm-gold = Сделать контрольное задание
review-admin-order-retire-gold = Убрать контрольное задание
review-admin-order-set-gold = Задать, как часто попадаются контрольные задания
