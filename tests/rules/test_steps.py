"""Which steps functions have that ask the database, or may do so."""

from __future__ import annotations

from pathlib import Path

import pytest
from steps.reading import names, steps, ways


def test_writes_are_told_from_reads(tmp_path: Path) -> None:
    code = """
        def view(request):
            order = Order.objects.get(pk=1)
            order.save()
            Order.objects.filter(paid=True).update(total=3)
            order.tags.clear()
            return order.tags.count()
    """
    assert [(step.name, step.writes) for step in steps(tmp_path, code)] == [
        ("Order.objects.get", False),
        ("Order.save", True),
        ("Order.update", True),
        ("Tag.objects.clear", True),
        ("Tag.objects.count", False),
    ]


def test_nothing_of_the_database_is_slow(tmp_path: Path) -> None:
    code = "def view(request):\n    return render(request, 'x', {'orders': list(Order.objects.all())})"
    assert [step.slow for step in steps(tmp_path, code)] == [False, False]


@pytest.mark.parametrize(
    "lines",
    [
        "order.customer_id = 2",
        "order.refresh_from_db()",
    ],
)
def test_a_loaded_relation_may_be_forgotten(lines: str, tmp_path: Path) -> None:
    code = f"""
        def view(request):
            order = Order.objects.select_related("customer").get(pk=1)
            {lines}
            return order.customer.name
    """
    assert names(steps(tmp_path, code))[-1] == "order.customer"


def test_a_call_of_something_unknown_is_left_to_a_thread(tmp_path: Path) -> None:
    found = steps(tmp_path, "def view(request):\n    parcels.send(1)")
    assert [way.doubts for way in ways(found)] == [("what parcels.send does is not known: it runs in a thread",)]
    assert found[0].native is None


@pytest.mark.parametrize("call", ["undefined(1)", "undefined.method(1)"])
def test_a_name_that_means_nothing_has_no_way(call: str, tmp_path: Path) -> None:
    found = steps(tmp_path, f"def view(request):\n    {call}")
    assert ways(found) == []
    assert found[0].reason.endswith("stands for is not known: import it by its name")


@pytest.mark.parametrize(
    "use",
    [
        "thing.owner",
        "[one for one in thing]",
        "thing or 3",
        "f'{thing}'",
        "thing[0]",
        "3 in thing",
        "len(thing)",
        "not thing",
    ],
)
def test_a_value_that_is_not_known_is_touched_in_a_thread(use: str, tmp_path: Path) -> None:
    found = steps(tmp_path, f"def view(request, thing):\n    return {use}")
    assert [way.doubts != () for way in ways(found)] == [True]


@pytest.mark.parametrize(
    "use", ["thing == 3", "thing is None", "thing['key']", "JsonResponse({'x': thing})", "(thing, 1)"]
)
def test_a_value_that_is_not_known_may_be_handed_on(use: str, tmp_path: Path) -> None:
    assert steps(tmp_path, f"def view(request, thing):\n    return {use}") == []


def test_a_manager_that_is_not_known_to_be_harmless_is_not_entered(tmp_path: Path) -> None:
    found = steps(tmp_path, "def view(request):\n    with parcels.lock():\n        pass")
    assert found[0].reason == (
        "what entering and leaving parcels.lock() does is not known to be harmless: "
        "keep it in a function that does not wait"
    )
    assert found[0].native is found[0].thread is None


def test_methods_of_views_and_what_they_keep_on_themselves(tmp_path: Path) -> None:
    code = """
        class Orders(View):
            limit = 5

            def get(self, request, pk):
                self.order = self.found(pk)
                return JsonResponse({"pk": self.kwargs["pk"], "limit": self.limit, "name": self.order.customer.name})

            def found(self, pk):
                return get_object_or_404(Order, pk=pk)
    """
    assert names(steps(tmp_path, code, "Orders.get")) == ["found", "self.order.customer"]


def test_a_generic_view_asks_in_what_it_has_from_django(tmp_path: Path) -> None:
    code = """
        class OrderForm(forms.ModelForm):
            class Meta:
                model = Order
                fields = ["total"]

        class Add(FormView):
            form_class = OrderForm

            def form_valid(self, form):
                order = form.save(commit=False)
                order.customer.name
                return super().form_valid(form)
    """
    found = steps(tmp_path, code, "Add.form_valid")
    assert names(found) == ["OrderForm.save", "order.customer", "super().form_valid"]
    assert [way.doubts for way in ways(found)] == [(), (), ()]


def test_a_session_that_is_asked_for_in_one_branch_is_loaded_there(tmp_path: Path) -> None:
    code = """
        def view(request):
            if request.GET:
                return request.session["name"]
            return ""
    """
    assert [way.doubts for way in ways(steps(tmp_path, code))] == [()]


def test_a_user_who_may_not_be_needed_is_in_doubt(tmp_path: Path) -> None:
    code = """
        def view(request):
            if request.GET and request.user.is_staff:
                return request.user.username
            return ""
    """
    found = ways(steps(tmp_path, code))
    assert {way.doubts for way in found} == {("the user is asked for before it is known whether the view needs it",)}


def test_a_helper_that_calls_itself_comes_to_an_end(tmp_path: Path) -> None:
    code = """
        def view(order, left):
            return view(order, left - 1) if left else order.customer.name
    """
    assert "order.customer" in names(steps(tmp_path, code))


def test_querysets_that_build_on_themselves_come_to_an_end(tmp_path: Path) -> None:
    filters = "\n".join(f"    orders = orders.filter(total={number})" for number in range(40))
    code = (
        f"def view(request):\n    orders = Order.objects.all()\n{filters}\n    return [order.total for order in orders]"
    )
    assert names(steps(tmp_path, code)) == ["comprehension over a queryset"]


@pytest.mark.parametrize(
    "call",
    [
        "iter(lambda: Order.objects.count(), 0)",
        "defaultdict(lambda: Order.objects.count())",
        "[].append(lambda: Order.objects.count())",
    ],
)
def test_a_function_that_is_called_later_must_not_ask(call: str, tmp_path: Path) -> None:
    found = steps(tmp_path, f"def view(request):\n    return {call}")
    assert "keeps a function that waits or asks, and what calls that is not known: call it here" in found[0].reason
    assert found[0].native is found[0].thread is None


def test_what_a_comprehension_binds_hides_a_function(tmp_path: Path) -> None:
    code = """
        def one(request):
            return Order.objects.get(pk=1)

        def view(request):
            return JsonResponse([one for one in request.GET], safe=False)
    """
    assert steps(tmp_path, code) == []


def test_an_f_string_with_both_kinds_of_quotes_leaves_no_room_for_a_name(tmp_path: Path) -> None:
    code = """
        def view(request):
            order = Order.objects.get(pk=1)
            return f"{f'of {order.customer.name}'}"
    """
    found = steps(tmp_path, code)[-1]
    assert found.thread is None
    assert found.reason == "order.customer is read in an f-string with both kinds of quotes: read it before"
