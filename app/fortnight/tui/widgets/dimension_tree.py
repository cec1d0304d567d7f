"""All questions by dimension, each with where it stands; at the side of wide screens."""

from __future__ import annotations

from rich.style import Style
from rich.text import Text
from textual.widgets import Tree
from textual.widgets.tree import TreeNode

from fortnight.core.assessment import Assessment
from fortnight.core.questionnaire import Questionnaire
from fortnight.core.scoring import Score
from fortnight.tui.messages import QuestionWanted

SIGNS = {"unknown": "?", "not-applicable": "–", "skipped": "–", "unanswered": "·"}
"""What stands for a state; a level is its number."""


class DimensionTree(Tree[str]):
    """Dimensions with progress, their questions with state; Enter or a click goes to the question."""

    DEFAULT_CSS = """
    DimensionTree {
        background: $surface;
        padding: 1 1;
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        & > .tree--guides, & > .tree--guides-hover, & > .tree--guides-selected { color: $rule; }
        & > .tree--cursor, & > .tree--highlight { text-style: bold; }
    }
    """
    HELP = "Every question by dimension: its level, ? unknown, – not applicable, · no answer yet, ▪ parked."

    def __init__(self, questionnaire: Questionnaire) -> None:
        super().__init__(Text(questionnaire.title))
        self._questionnaire = questionnaire
        self.show_root = False
        self.guide_depth = 2
        self.auto_expand = False
        self._dimensions: dict[str, TreeNode[str]] = {}
        self._questions: dict[str, TreeNode[str]] = {}

    def on_mount(self) -> None:
        """Plant a node for each dimension and question."""
        for dimension_id, dimension in self._questionnaire.dimensions.items():
            self._dimensions[dimension_id] = self.root.add(Text(dimension.title), data="")
        for question_id, question in self._questionnaire.questions.items():
            node = self._dimensions[question.dimension]
            self._questions[question_id] = node.add_leaf(Text(question.title), data=question_id)

    def render_label(self, node: TreeNode[str], base_style: Style, style: Style) -> Text:
        """Draw a label in the room that there is, with an ellipsis where it is cut."""
        label = super().render_label(node, base_style, style)
        depth = 0 if node.parent is self.root else 1
        room = self.scrollable_content_region.width - self.guide_depth * depth
        if room > 0:
            label.truncate(room, overflow="ellipsis")
        return label

    def show(self, assessment: Assessment, score: Score, current: str) -> None:
        """Write progress and states into the labels in place, and open the current dimension only."""
        for dimension in score.dimensions:
            node = self._dimensions[dimension.dimension_id]
            label = Text(f"{dimension.title} ")
            label.append(f"{dimension.answered}/{dimension.asked}",
                         Style(bold=dimension.answered == dimension.asked and dimension.asked > 0))
            _relabel(node, label)
        for question_id, node in self._questions.items():
            state = score.questions[question_id]
            sign = str(state.level) if state.level is not None else SIGNS[state.state]
            given = assessment.answers.get(question_id)
            parked = "▪" if given is not None and given.parked else " "
            here = question_id == current
            _relabel(node, Text(f"{sign}{parked}{self._questionnaire.questions[question_id].title}",
                                Style(bold=here), no_wrap=True, overflow="ellipsis"))
        has_moved = self._open_only(self._questionnaire.questions[current].dimension)
        if self.has_focus:
            return
        if has_moved:
            # The lines of the tree are counted anew with the next repaint.
            self.call_after_refresh(self.move_cursor, self._questions[current])
        else:
            self.move_cursor(self._questions[current])

    def _open_only(self, dimension_id: str) -> bool:
        """Show the questions of one dimension; return whether that changed anything."""
        has_moved = False
        for other_id, node in self._dimensions.items():
            if node.is_expanded != (other_id == dimension_id):
                node.toggle()
                has_moved = True
        return has_moved

    def on_tree_node_selected(self, event: Tree.NodeSelected[str]) -> None:
        """Go to the question, or open the dimension."""
        event.stop()
        if event.node.data:
            self.post_message(QuestionWanted(event.node.data))
        else:
            event.node.toggle()


def _relabel(node: TreeNode[str], label: Text) -> None:
    if node.label != label:
        node.set_label(label)
