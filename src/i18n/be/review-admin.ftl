# Нагляд за праверкай: спрэчнае, правяральнікі, кантрольныя заданні, зрэзы.

review-admin-title = Нагляд за праверкай
review-admin-lead = Тое, у чым правяральнікі не сышліся, чакае тут вашага рашэння побач з фота.
review-admin-tab-disputed = Спрэчнае
review-admin-tab-reviewers = Правяральнікі
review-admin-tab-gold = Кантрольныя заданні
review-admin-tab-slices = Паўторная праверка
review-admin-tab-signs = Прыкметы атакі
review-admin-undisputed = Спрэчнага няма
review-admin-undisputed-text = Тут з’яўляюцца бюлетэні, пра якія трое правяральнікаў сказалі тры розныя рэчы.
review-admin-station = Участак
review-admin-day = Дзень
review-admin-answers = Адказы
review-admin-decide = Паглядзець і вырашыць
review-admin-deciding = Рашэнне
review-admin-deciding-text = Правяральнікі адказалі: { $answers }. Ваша слова вырашае, і ўзяць яго назад нельга; фота адкрываюцца на дзесяць хвілін, і кожны прагляд трапляе ў журнал.
review-admin-candidate = Прачытаць кандыдата
review-admin-candidate-text = Двое правяральнікаў прачыталі гэты бюлетэнь аднолькава. Скажыце, што бачыце, не ведаючы іх адказу: гэта і стане вядомым адказам.
review-admin-decided = Вырашана. Праз імгненне гэта будзе выканана.
review-admin-not-yours = Вы чыталі гэты бюлетэнь як правяральнік, або ён ужо вырашаны: паглядзець павінен іншы адміністратар.
review-admin-gone = Рашэння тут больш не чакаюць.

## Reviewers

review-admin-reviewers-lead = Як чытае кожны. Хто занадта часта памыляецца ў кантрольных заданнях, таго сістэма спыняе сама.
review-admin-reviewer = Правяральнік
review-admin-answered = Адказаў
review-admin-agreement = Сыходзіцца з вынікам
review-admin-seconds = Секунд на адказ
review-admin-gold-accuracy = Кантрольныя правільна
review-admin-doings = Што можна зрабіць
review-admin-nobody = Пакуль ніхто не правярае
review-admin-nobody-text = Запрасіце правяральнікаў у раздзеле «Арганізатары»; пасля кароткай трэніроўкі яны атрымаюць першыя бюлетэні.
review-admin-figures-hint = У пачаткоўцаў адказаў мала, і доля ад малога мала што кажа. Вельмі хутка і заўсёды ў згодзе – таксама нагода паглядзець.
review-admin-removed = больш не арганізатар
review-admin-paused = спынены з { $day }
review-admin-because-gold = занадта шмат памылак у кантрольных заданнях
review-admin-practising = трэніруецца
review-admin-pause = Спыніць
review-admin-pause-question = Больш нічога не выдаецца, і адказы гэтага чалавека пра ўсё, што яшчэ не вырашана, не лічацца.
review-admin-because = Прычына
review-admin-resume = Дазволіць працягваць
review-admin-reopen = Прачытаць нанова
review-admin-reopen-read-question = Усё, што прачытаў гэты чалавек, нанова прачытаюць двое іншых. Да таго часу гэтыя бюлетэні не лічацца пацверджанымі.
review-admin-reason-missing = Калі ласка, назавіце прычыну: яна трапіць у журнал.
review-admin-paused-before = Гэты чалавек ужо спынены.
review-admin-paused-now = { $count ->
    [0] Спынены. Адкрытых адказаў не было.
    [one] Спынены. { $count } адкрыты адказ больш не лічыцца.
    [few] Спынены. { $count } адкрытыя адказы больш не лічацца.
   *[many] Спынены. { $count } адкрытых адказаў больш не лічацца.
}
review-admin-resumed = Можна працягваць. Кантрольныя заданні лічацца нанова.
review-admin-resumed-before = Гэты чалавек не спынены.
review-admin-ordered = Прынята. Будзе выканана на працягу некалькіх секунд.

## Gold items

review-admin-gold-lead = У { $rate } са ста заданняў адказ вядомы. Хто чытае правільна менш за { $floor } са ста, таго сістэма спыняе.
review-admin-gold-open = Кантрольных заданняў
review-admin-gold-left = Засталося таму, хто атрымаў іх найбольш
review-admin-gold-candidates = Кандыдатаў чакаюць вас
review-admin-gold-few = Кантрольных заданняў мала
review-admin-gold-few-text = Адно і тое ж заданне нікому не трапляецца двойчы. Таму, хто атрымаў іх найбольш, астатніх хопіць прыкладна на столькі бюлетэняў: { $answers }. Пасля гэтага ўжо не відаць, як гэты чалавек чытае. Зрабіце частку з прынятых бюлетэняў тут, а прыдуманыя – на серверы камандай «golos review gold».
review-admin-gold-terms = Як часта і наколькі дакладна
review-admin-gold-percent = У колькіх заданнях са ста адказ вядомы
review-admin-gold-percent-hint = Ад 0 да 50. Чым іх больш, тым хутчэй выявіцца нядбайны ці варожы правяральнік і тым больш даводзіцца чытаць усім.
review-admin-gold-floor = Спыняць таго, хто са ста правільна чытае менш за
review-admin-gold-floor-hint = Ад 50 да 99. За першыя дзве памылкі нікога не спыняюць. Тое, што спынены не давёў да канца, чытаюць нанова.
review-admin-gold-terms-save = Задаць
review-admin-gold-terms-odd = Укажыце ад 0 да 50 заданняў са ста і ад 50 да 99 правільных са ста.
review-admin-gold-propose = Выбраць кандыдатаў
review-admin-gold-propose-text = Прынятыя бюлетэні выбіраюцца па жэрабі. Кожны з іх вы прачытаеце, перш чым ён стане кантрольным.
review-admin-gold-how-many = Колькі
review-admin-gold-none = Кантрольных заданняў пакуль няма
review-admin-gold-answer = Вядомы адказ
review-admin-gold-right = Прачытана правільна
review-admin-gold-wrong = Прачытана няправільна
review-admin-gold-candidate = кандыдат, яшчэ не прачытаны
review-admin-gold-read = Прачытаць
review-admin-gold-retire = Прыбраць
review-admin-gold-retire-question = Яго больш нікому не пакажуць. Адказы на яго застаюцца ў паказчыках.
review-admin-gold-confirmed = Дзякуй: цяпер гэта кантрольнае заданне.
review-admin-gold-otherwise = Цяпер гэта кантрольнае заданне з вашым адказам. Двое правяральнікаў сышліся на іншым: «{ $agreed }». Той бюлетэнь варта прачытаць нанова.
review-admin-gold-count-odd = Назавіце лік ад 1 да 100.

## Slices

review-admin-slices-lead = Бюлетэні ўчастка, дня або правяральніка можна прачытаць нанова ці выключыць з апублікаванага.
review-admin-choose = Выбар
review-admin-by-station = Участак, па кодзе
review-admin-by-day = Дзень, калі прыйшлі бюлетэні
review-admin-by-reviewer = Правяральнік
review-admin-look = Паглядзець
review-admin-slice-unknown = Такога ўчастка, дня або правяральніка няма.
review-admin-slice-station = Участак { $code } · { $name }
review-admin-slice-day = Бюлетэні за { $day }
review-admin-slice-reviewer = Бюлетэні, якія прачытаў правяральнік { $alias }
review-admin-slice-decided = Вырашана
review-admin-slice-waiting = Яшчэ не вырашана
review-admin-slice-accepted = Прынята і апублікавана
review-admin-would-change = { $stations ->
    [one] Каранцін змяніў бы выснову пра { $stations } участак
    [few] Каранцін змяніў бы высновы пра { $stations } участкі
   *[many] Каранцін змяніў бы высновы пра { $stations } участкаў
}
review-admin-would-lose = { $lost ->
    [0] Усе абвергнутыя вынікі засталіся б абвергнутымі.
    [one] { $lost } вынік больш не лічыўся б абвергнутым.
    [few] { $lost } вынікі больш не лічыліся б абвергнутымі.
   *[many] { $lost } вынікаў больш не лічыліся б абвергнутымі.
}
review-admin-would-change-station = Участак { $code }: галасоў не хапае мінімум { $before } цяпер, { $after } з каранцінам
review-admin-reopen-question = Усё гэта нанова прачытаюць двое правяральнікаў. Да таго часу прынятыя бюлетэні не лічацца пацверджанымі; сувязі з людзьмі не вяртаюцца.
review-admin-quarantine = У каранцін
review-admin-quarantine-question = З наступнага выпуску апублікаваныя лікі не ўлічваюць гэтыя бюлетэні, пакуль вы не здымеце каранцін.
review-admin-quarantined = У каранціне. Будзе ўжыта на працягу некалькіх секунд.
review-admin-quarantined-before = Гэта ўжо ў каранціне.
review-admin-quarantines = Каранціны
review-admin-quarantines-none = У каранціне нічога няма
review-admin-what = Што
review-admin-by = Хто
review-admin-changes = Што змяняе
review-admin-changed-stations = { $stations ->
    [0] высновы не змяняюцца
    [one] змяняецца выснова пра { $stations } участак
    [few] змяняюцца высновы пра { $stations } участкі
   *[many] змяняюцца высновы пра { $stations } участкаў
}
review-admin-lifted-on = зняты { $day }
review-admin-lift = Зняць
review-admin-lift-question = З наступнага выпуску гэтыя бюлетэні зноў улічваюцца.
review-admin-lifted = Каранцін зняты. Падлік зменіцца на працягу некалькіх секунд.
review-admin-lifted-before = Гэты каранцін ужо зняты.
review-admin-alert = { $stations ->
    [one] Каранціны змяняюць выснову пра { $stations } участак
    [few] Каранціны змяняюць высновы пра { $stations } участкі
   *[many] Каранціны змяняюць высновы пра { $stations } участкаў
}
review-admin-alert-text = Апублікаванае залежыць ад адкладзеных бюлетэняў. Дайце прачытаць іх нанова або публічна скажыце, чаму яны выключаны.
review-admin-orders = Даручэнні
review-admin-ordered-at = Калі
review-admin-order-state = Стан
review-admin-order-open = выконваецца
review-admin-order-stuck = не выканана ўжо больш за дзесяць хвілін: звярніцеся да таго, хто адказвае за сервер
review-admin-order-done = выканана: { $count }
review-admin-order-reopen = Прачытаць нанова
review-admin-order-apply-quarantines = Ужыць каранціны
review-admin-order-propose-gold = Выбраць кандыдатаў у кантрольныя
review-admin-order-confirm-gold = Зрабіць кантрольнае заданне
review-admin-order-retire-gold = Прыбраць кантрольнае заданне
review-admin-order-set-gold = Задаць, як часта трапляюцца кантрольныя заданні
