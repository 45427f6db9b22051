# Вынікі апытанняў: кансоль, публічная старонка, карцінкі для чатаў.

## Figures

results-answers =
    { $n ->
        [one] { $n } адказ
        [few] { $n } адказы
       *[other] { $n } адказаў
    }
results-option = Адказ
results-count = Адказаў
results-share = Доля
results-share-plain = без узважвання
results-share-weighted = з узважваннем
results-interval = Мадэльны інтэрвал
results-yes = Так
results-no = Не
results-range = { $from }–{ $to }
results-scale-end = { $number } · { $meaning }
results-hidden = схавана
results-skipped = Прапусцілі: { $n }
results-mean = Сярэдняе { $mean }, медыяна { $median }
results-too-few = Пакуль адказала менш за { $below } чалавек, нічога не паказваецца.
results-hidden-why = Лікі, меншыя за { $below }, схаваныя, а разам з імі і некаторыя іншыя, каб нічыйго адказу нельга было знайсці адыманнем.
results-several = Можна было выбраць некалькі адказаў: долі ў суме не даюць 100 %.
results-chart = Дыяграма: { $question } { $figures }
results-chart-bar = { $label }: { $value }
results-table = Лікі дыяграмы

## Weighting

results-weighted-by = Узважана паводле прыкмет: { $variables }. Адказаў: { $n }, эфектыўны аб’ём { $effective }; вагі ад { $smallest } да { $largest }.
results-left-out =
    { $n ->
        [one] { $n } адказ без вагі: вядома не ўсё, паводле чаго ўзважваюць.
        [few] { $n } адказы без вагі: вядома не ўсё, паводле чаго ўзважваюць.
       *[other] { $n } адказаў без вагі: вядома не ўсё, паводле чаго ўзважваюць.
    }
results-trimmed =
    { $n ->
        [one] { $n } вага была большая за { $cut } і абрэзана да гэтага значэння; з-за гэтага долі прыкмет адхіляюцца не больш чым на { $off }.
        [few] { $n } вагі былі большыя за { $cut } і абрэзаны да гэтага значэння; з-за гэтага долі прыкмет адхіляюцца не больш чым на { $off }.
       *[other] { $n } ваг былі большыя за { $cut } і абрэзаны да гэтага значэння; з-за гэтага долі прыкмет адхіляюцца не больш чым на { $off }.
    }
results-not-trimmed = Ваг, большых за { $cut }, не было, ніводная не абрэзана.
results-assuming = Мадэльны інтэрвал на ўзроўні 95 % пры дапушчэнні, што ў кожнай узважанай групе тыя, хто адказаў, падобныя да тых, хто не адказаў. Выпадковай выбаркі ніхто не рабіў: гэта не хібнасць.
results-self-selected = Кожны ўдзельнік сам вырашыў адказаць: гэта не выпадковая выбарка.
results-problem-title = Узважаных лікаў няма
results-problem-contradictory = Мэтавыя лікі супярэчаць адзін аднаму: у прыкмет «{ $variable }» і «{ $other }» розныя сумы.
results-problem-empty-category = Сярод тых, хто адказаў, няма нікога з «{ $category }» ({ $variable }), а мэтавыя лікі гэтага патрабуюць.
results-problem-no-target = Сярод тых, хто адказаў, ёсць «{ $category }» ({ $variable }), а мэтавага ліку для гэтага няма.
results-problem-bad-target = У прыкметы «{ $variable }» няма прыдатных мэтавых лікаў.
results-problem-no-convergence = Сярод тых, хто адказаў, мэтавыя лікі нельга выканаць адначасова (крокаў падгонкі: { $rounds }).
results-problem-nobody = Ні пра кога з тых, хто адказаў, не вядома ўсё, паводле чаго ўзважваюць.

## Dimensions

results-by = Разбіць паводле прыкметы
results-by-none = усе разам
results-by-messenger = месенджар
results-by-language = мова
results-by-region = рэгіён
results-by-tier = пацверджанне
results-by-sex = пол
results-by-age-group = узрост
results-by-settlement = населены пункт
results-by-title = Прыкмета: { $dimension }
results-by-not = Разбіць нельга: стала б відаць тое, што схавана.
results-cell-unknown = не вядома
results-cell-verified = пацверджаныя
results-cell-unverified = непацверджаныя
results-cell-female = жанчыны
results-cell-male = мужчыны
results-cell-18-29 = 18–29
results-cell-30-44 = 30–44
results-cell-45-59 = 45–59
results-cell-60 = 60 і больш
results-cell-capital = сталіца
results-cell-city = вялікі горад
results-cell-town = малы горад ці пасёлак
results-cell-village = вёска

## Console

results-title = Вынікі
results-started = Адказалі
results-complete = Да канца
results-partial = Часткова
results-state-open = Апытанне адкрытае: лікі абнаўляюцца самі.
results-state-closing = Апытанне закрытае. Апошнія адказы яшчэ падлічваюцца; публікацыя і выгрузка стануць магчымыя праз хвіліну.
results-state-final = Апытанне закрытае, усё падлічана.
results-empty = Адказаў яшчэ няма
results-empty-text = Як толькі людзі пачнуць адказваць, лікі з’явяцца тут самі.
results-texts = Чытаць адказы
results-texts-title = Адказы словамі
results-texts-lead = Парадак нічога не кажа пра тое, хто што напісаў. Тут можа быць і тое, што людзям не варта было пісаць: не капіюйце гэтага нікуды.
results-texts-none = Яшчэ ніхто нічога не напісаў
results-publish = Апублікаваць
results-export = Выгрузіць
results-public-page = Публічная старонка
results-published = Апублікавана { $day }
results-not-found = Такога апытання няма.

## Publishing

results-publish-title = Публікацыя вынікаў
results-publish-lead = Выберыце пытанні. Іншы чалавек убачыць менавіта гэтыя лікі і прыме рашэнне; пасля гэтага яны з’явяцца на публічнай старонцы на ўсіх мовах і больш не зменяцца.
results-publish-which = Пытанні
results-publish-none = Публікаваць няма чаго: ні на адно пытанне яшчэ не адказала дастаткова людзей.
results-publish-not-yet = Апытанне публікуецца, калі яно закрытае і падлічаны апошні адказ: параўноўваючы раннія лікі з познімі, можна было б знайсці асобныя адказы.
results-publish-chat = Карцінка тым, хто адказаў
results-publish-chat-hint = Дыяграма аднаго пытання ідзе ўсім, хто адказаў на апытанне да канца.
results-publish-chat-none = нічога не адпраўляць
results-publish-prepare = Падрыхтаваць
results-publish-choose = Выберыце хаця б адно пытанне.
results-publish-prepared = Падрыхтавана. Іншы чалавек мусіць ухваліць гэта ў раздзеле «На рашэнне».
results-publish-proposal =
    { $n ->
        [one] Апублікаваць { $n } пытанне апытання «{ $title }»
        [few] Апублікаваць { $n } пытанні апытання «{ $title }»
       *[other] Апублікаваць { $n } пытанняў апытання «{ $title }»
    }
results-publish-proposal-page = На публічнай старонцы
results-publish-proposal-chat = Усім, хто адказаў, на іх мове
results-publish-proposal-nothing = У чаты нічога не адпраўляецца.
results-chat-text = Дзякуй за ўдзел! Вось што людзі адказалі ў апытанні «{ $title }».
results-chat-link = Усе вынікі

## Export

results-export-title = Выгрузка адказаў
results-export-lead = Па радку на кожную анкету, у выпадковым парадку, без нумароў. Дзе рэгіён, пол, узрост і населены пункт агульныя менш чым у { $below } чалавек, яны апускаюцца. Патрэбная згода другога чалавека.
results-export-texts = Разам з адказамі словамі
results-export-texts-hint = Людзі маглі напісаць, хто яны. Бярыце іх, толькі калі яны патрэбныя.
results-export-prepare = Падрыхтаваць выгрузку
results-export-prepared = Падрыхтавана. Іншы чалавек мусіць ухваліць гэта ў раздзеле «На рашэнне».
results-export-ready = Ухваленыя выгрузкі
results-export-ready-text = Спампаваць можна на працягу { $hours } гадзін пасля ўхвалення. Кожнае спампоўванне запісваецца ў журнал.
results-export-none = Ухваленых выгрузак цяпер няма.
results-export-until = да { $time } UTC
results-export-with-texts = з адказамі словамі
results-export-without-texts = без адказаў словамі
results-export-over = Гэтую выгрузку больш нельга спампаваць.
results-export-proposal =
    { $n ->
        [one] Выгрузіць { $n } анкету
        [few] Выгрузіць { $n } анкеты
       *[other] Выгрузіць { $n } анкет
    }
results-export-proposal-what = CSV і JSON з апісаннем палёў, на { $hours } гадзіны, тым, каму дазволена выгрузка.
results-export-not-yet = Адказы выгружаюцца, калі апытанне закрытае і ніхто ўжо не можа сказаць, хто што адказаў.

## Public page

results-page-list = Апытанні
results-page-list-empty = Цяпер няма ні адкрытых апытанняў, ні апублікаваных вынікаў.
results-page-open = Цяпер адкрытыя
results-page-closed = Вынікі
results-page-counter =
    { $n ->
        [one] Адказаў { $n } чалавек
        [few] Адказалі { $n } чалавекі
       *[other] Адказала { $n } чалавек
    }
results-page-counter-few = Адказала менш за { $below } чалавек
results-page-counter-note = Акруглена ўніз. Вынікі закрытыя, пакуль іх не апублікуюць.
results-page-open-lead = Гэтае апытанне адкрытае. Адказаць можна ў боце, у Telegram або Viber.
results-page-closed-lead = Гэтае апытанне закрытае. Яго вынікі яшчэ не апублікаваныя.
results-page-published = Апублікавана { $day }. Лікі такія, якімі былі пры закрыцці апытання.
results-page-partner = Разам з: { $name }
results-page-not-found = Такога апытання няма
results-page-not-found-text = Магчыма, яно яшчэ не адкрытае. Паглядзіце спіс апытанняў.
results-page-footer = Голас: незалежны падлік галасоў і апытанні, якія можа праверыць кожны.
results-page-embed = Убудаваць лічыльнік
