## Surveys in the chat. What a question says besides its own text is in survey-prompt.ftl.

survey-partner = Together with { $name }
survey-thanks = Thank you, that was the last question.
survey-keep = Leave it as it is
survey-so-far = Your answer so far: { $answer }
survey-skipped = skipped
survey-ticked = Chosen: { $chosen }
survey-none-ticked = Nothing is chosen.
survey-too-few =
    { $min ->
        [one] Please choose at least { $min }.
       *[other] Please choose at least { $min }.
    }
survey-too-many =
    { $max ->
        [one] At most { $max } can be chosen. To choose another, tap one that is ticked first.
       *[other] At most { $max } can be chosen. To choose another, tap one that is ticked first.
    }
survey-needs-registration = Before the survey, one small step.
survey-go-on = “{ $title }”: let us go on where you stopped.
survey-answered-ask = You have answered “{ $title }”. While it is open, you can change your answers.
survey-change = Change my answers
survey-leave = Leave them
survey-left = All right, your answers stay as they are.
survey-answered = You have already answered this survey. Thank you. The answers can no longer be changed.
survey-unknown = This survey is not there any more.
survey-before = This survey has not begun yet.
survey-closed = This survey is closed and takes no more answers. What you answered before it closed is counted.
survey-not-taken = Your last answer in the survey was not taken: the survey is closed, or your answers can no longer be changed.
survey-dropped = The survey waits for you: what you have answered is kept, and you can go on from the menu.
survey-try = This is a test. Nothing that you answer is kept or counted.
survey-try-end = That was the test: nothing was kept or counted.
menu-survey = Survey: { $title }
hint-survey-long =
    { $longest ->
        [one] That is too long. Please write at most { $longest } character.
       *[other] That is too long. Please write at most { $longest } characters.
    }
hint-survey-number = Please write a whole number from { $min } to { $max }.

## Three questions about oneself

profile-sex =
    Three short questions about you. They help to see whom the survey has reached.
    They are optional and asked only once. You can change or erase the answers under “What is kept”.
    You are:
profile-female = A woman
profile-male = A man
profile-age = How old are you?
profile-18-29 = 18–29
profile-30-44 = 30–44
profile-45-59 = 45–59
profile-60 = 60 or older
profile-settlement = Where do you live?
profile-capital = In the capital
profile-city = In a city
profile-town = In a town
profile-village = In a village
profile-skip = Skip
profile-stop = No more questions
profile-saved = Thank you.
profile-nothing = All right, nothing about you is kept.
profile-tell = Say something about me
profile-change = Change what I said
profile-erase = Erase what I said
profile-erased = What you said about yourself is erased.
kept-surveys = Surveys: your answers, without a name. Once a survey is closed, nothing links them to you.
kept-profile = About you, because you said so: { $about }.
kept-no-profile = You have said nothing about yourself.
