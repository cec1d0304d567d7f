"""The areas of the app, one screen each, and how to write one.

An area is a subclass of `screens.area.AreaScreen` in a module of its own, with a `.tcss` of the same name
beside it (`CSS_PATH = "roadmap.tcss"`), and one line in `areas.AREAS`, which gives its key, title and class.
That line makes the tab, the key, the palette entry and the help. Its commands are a tuple in `commands.py`,
named in `PLACE_COMMANDS = ROADMAP` and `BINDINGS = bindings(ROADMAP)`; the action of a command is a method
`action_NAME`.

Drawing: data comes down, messages go up.

- `compose_area` makes the widgets once, empty; only what depends on the questionnaire alone may be read there.
- `show(assessment)` writes the current answers into these widgets in place. It is called when the area is
  opened and after every change, by whoever made it, undo included. Never mount or remove widgets for an answer
  where an update will do; keep it under a few milliseconds.
- `show_evaluated(evaluated)` does the same for what is computed in the background, when `NEEDS_EVALUATION =
  True`: verdicts, gates, money, roadmap. `evaluated.evaluation` is None before the first result or when
  `evaluated.problem` says why there is none; `evaluated.assessment is not self.store.assessment` means that a
  newer one is under way; `evaluated.is_preview` means few draws, to be said on the screen. The app evaluates
  only while an area that needs it is open, on a thread of its own, a quick look first and the full draws once
  typing pauses.
- `redraw()` calls `show` again when the area itself moved on, to another card or item.
- `NEEDS_CASE = True` for an area about one use case: `self.case_id`, `self.use_case`. The base class shows the
  way to F8 while there is none, and draws again when another one is chosen.

Changing: `self.store.set(path, value, label="Threshold", place=self.place(ref))`, with the keys of the file as
path, `self.store.change((Edit(...), ...), ...)` for several places in one step of undo, `self.store.remove`.
The change is on disk when the call returns and comes back through `show`. A value that does not fit raises
`EditError`, whose message is a sentence for the screen. `joined="..."` makes one step of undo out of the
letters typed into one field. `label` is what the head and undo say; `ref` is what `go_to(ref)` of this screen
gets when the change is taken back.

Text that people typed is drawn by `Static(..., markup=False)`, `Content(text)` or `rich.text.Text`; never as
markup. Colours are the names of `themes`. What takes longer than a few milliseconds runs in a worker or in the
evaluator. `flush()` writes half-typed fields; the forms of `widgets` do that for the fields on them.
"""
