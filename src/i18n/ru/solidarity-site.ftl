# Фонды и сборы, для всех.

solidarity-site-nav = Солидарность
solidarity-site-title = Солидарность: помощь в одном месте
solidarity-site-lead = Фонды и организации, которые помогают наказанным людям. Каждый адрес проверили двое из нас. Сами мы ничего не собираем.
solidarity-site-safe = За помощь некоторым из них в Беларуси наказывают. Если вы там, сначала подумайте; не открывайте эти страницы и не платите с устройства или счёта, которые связаны с вашим именем.
solidarity-site-as-of = На { $day }
solidarity-site-data = Всё это как данные (JSON)
solidarity-site-any = неважно
solidarity-site-country = Страна, где нужна помощь
solidarity-site-language = Язык
solidarity-site-filter = Показать
solidarity-site-funds = { $count ->
    [one] { $count } фонд
    [few] { $count } фонда
   *[other] { $count } фондов
  }
solidarity-site-none = Фондов здесь пока нет.
solidarity-site-none-fit = Ни один фонд не подходит. Попробуйте убрать одно из условий.
solidarity-site-appeals = Каждый – для одного человека и опубликован с его согласия.
solidarity-site-where = Где и на каких языках
solidarity-site-two = Проверили двое из нас
solidarity-site-two-on = { $day }: { $how }
solidarity-site-compare = Прежде чем платить, сверьте первые и последние буквы с тем, что видите здесь. Если не совпадает, остановитесь: подменённый адрес – классическая кража.
solidarity-site-through = Деньги для этого сбора идут через фонд. Напишите, на что они.
solidarity-site-holder = Владелец: { $holder }
solidarity-site-checked = Проверено: { $how }
solidarity-site-qr = QR-код: { $name }
solidarity-site-dead = { $day } сообщили, что не работает. Не пользуйтесь, пока не проверим.
solidarity-site-reach = Если помощь нужна вам
solidarity-site-reach-text = Самый безопасный способ – первый. Пишите с устройства, которое больше никто не откроет, не называйте никого без нужды, а потом удалите переписку.
solidarity-site-replaced = Изменено за последние семь дней
solidarity-site-replaced-text = Эти адреса больше не принадлежат фонду или больше не действуют. Мы показываем их, чтобы никто не мог незаметно подменить адрес: если вы знаете, что это не так, сообщите фонду.
solidarity-site-replaced-on = изменено { $day }
solidarity-site-goal = цель { $goal }
solidarity-site-progress = { $given } из { $goal }, сообщено { $day }
solidarity-site-bar = Сколько собрано
solidarity-site-reported = Сколько пришло, сообщает фонд. Здесь ничего не собирают.
solidarity-site-closed = Этот сбор закрыт. Спасибо.
