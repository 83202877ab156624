"""Functions as people write them; each is run as it is, and as a coroutine function."""

# ruff: noqa: PERF401, PERF402, PLW0108, SIM105, UP031 - as people write them

import json
import logging
from collections import Counter, defaultdict

from case.models import Customer, Order, Profile, Tag
from django import forms
from django.contrib import messages
from django.contrib.auth import authenticate, get_user_model, login, logout
from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.core.cache import cache
from django.core.mail import send_mail
from django.core.paginator import Paginator
from django.db.models import Count, F, Q, Sum
from django.dispatch import Signal
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_list_or_404, get_object_or_404, redirect, render
from django.template.response import TemplateResponse

logger = logging.getLogger("case")
User = get_user_model()
done = Signal()


class OrderForm(forms.ModelForm):
    class Meta:
        model = Order
        fields = ("customer", "total")


class SearchForm(forms.Form):
    text = forms.CharField(max_length=5)
    number = forms.IntegerField(required=False)


def get_one(request):
    order = Order.objects.get(total=30)
    return order.note


def get_none(request):
    return Order.objects.get(total=31).note


def missing_is_caught(request):
    try:
        return Order.objects.get(total=31).note
    except Order.DoesNotExist:
        return "none"


def chained(request):
    return Order.objects.filter(paid=False).exclude(total=10).order_by("-total").first().total


def relation(request):
    order = Order.objects.get(total=30)
    return order.customer.name, order.customer_id


def deep_relation(request):
    order = Order.objects.get(total=30)
    return order.customer.account.username


def loaded_relation(request):
    order = Order.objects.select_related("customer__account").get(total=30)
    return order.customer.name, order.customer.account.username


def partly_loaded_relation(request):
    order = Order.objects.select_related("customer").get(total=30)
    return order.customer.name, order.customer.account.username


def loop(request):
    found = []
    for order in Order.objects.all():
        found.append(order.total)
    found.append("end")
    return found


def loop_with_relation(request):
    found = []
    for order in Order.objects.unpaid():
        if order.total == 20:
            continue
        found.append(order.customer.name)
    return found


def loop_over_values(request):
    return [(row["total"], row["customer__name"]) for row in Order.objects.values("total", "customer__name")]


def loop_twice(request):
    orders = Order.objects.all()
    first = [order.total for order in orders]
    second = [order.pk for order in orders]
    return len(orders), first, len(second)


def tested(request):
    orders = Order.objects.filter(total__gt=15)
    if orders:
        return [order.total for order in orders]
    return "none"


def tested_empty(request):
    if not Order.objects.filter(total__gt=1500):
        return "none"
    return "some"


def counted(request):
    orders = Order.objects.all()
    return orders.count(), len(orders), orders.exists(), Order.objects.aggregate(all=Sum("total"))


def sliced(request):
    orders = Order.objects.order_by("-total")[:2]
    return [order.total for order in orders]


def sliced_behind_a_test(request):
    orders = Order.objects.order_by("-total")
    if len(orders) > 1:
        return [order.total for order in orders[:2]]
    return []


def stepped(request):
    return [order.total for order in Order.objects.order_by("total")[0:3:2]]


def indexed(request):
    return Order.objects.order_by("total")[1].total


def indexed_too_far(request):
    return Order.objects.order_by("total")[100].total


def listed(request):
    orders = list(Order.objects.all())
    return orders[0].total, len(orders), bool(orders)


def dictionary(request):
    return {order.pk > 0: order.customer.name for order in Order.objects.all()}


def nested_loops(request):
    return [(customer.name, [order.total for order in customer.orders.all()]) for customer in Customer.objects.all()]


def two_loops(request):
    return [order.total for customer in Customer.objects.all() for order in customer.orders.all() if order.total > 10]


def summed(request):
    return sum(order.total for order in Order.objects.all())


def summed_with_relation(request):
    return sum(len(order.customer.name) for order in Order.objects.all())


def any_of(request):
    return any(order.total > 25 for order in Order.objects.all())


def next_of(request):
    return next((order.total for order in Order.objects.all() if order.total > 15), None)


def sorted_by_lambda(request):
    orders = Order.objects.all()
    return [order.total for order in sorted(orders, key=lambda order: -order.total)]


def sorted_by_relation(request):
    orders = list(Order.objects.all())
    return [order.total for order in sorted(orders, key=lambda order: order.customer.name)]


def greatest(request):
    return max(Order.objects.all(), key=lambda order: order.total).total


def zipped(request):
    return [(index, order.total) for index, order in enumerate(Order.objects.all())]


def joined(request):
    return ", ".join(Order.objects.values_list("customer__name", flat=True))


def contained(request):
    order = Order.objects.get(total=30)
    return order in Order.objects.all(), order not in Order.objects.filter(total=10)


def unpacked(request):
    first, *others = Order.objects.order_by("total")
    return first.total, len(others)


def starred(request):
    return [*Order.objects.values_list("total", flat=True), 1]


def text_of_instance(request):
    order = Order.objects.get(total=30)
    return f"<{order}>", str(order), "%s" % order, f"{order}"


def text_of_plain_instance(request):
    customer = Customer.objects.get(name="ann")
    return f"<{customer}>", str(customer), Tag.objects.first().text


def logged(request):
    order = Order.objects.get(total=30)
    logger.error("order %s", order)
    return order.total


def property_with_query(request):
    order = Order.objects.get(total=30)
    return order.label, order.double


def method_of_model(request):
    order = Order.objects.get(total=10)
    order.pay("cash")
    return order.paid, order.customer.biggest().total


def method_of_queryset(request):
    return Order.objects.unpaid().sum()


def saved(request):
    order = Order.objects.get(total=30)
    order.note = "changed"
    order.save(update_fields=["note"])
    order.refresh_from_db()
    return order.note


def created(request):
    customer = Customer.objects.create(name="cid")
    order = Order(customer=customer, total=5)
    order.save()
    order.tags.add(Tag.objects.get(text="red"))
    order.tags.set(Tag.objects.all())
    return order.tags.count(), [tag.text for tag in order.tags.all()]


def created_by_own_manager(request):
    return Order.defaulting.create(customer=Customer.objects.get(name="bob")).total


def got_or_created(request):
    customer, made = Customer.objects.get_or_create(name="dan", defaults={"email": "d@x"})
    again, made_again = Customer.objects.update_or_create(name="dan", defaults={"email": "e@x"})
    return customer.email, made, again.email, made_again


def updated(request):
    count = Order.objects.filter(Q(total=10) | Q(total=20)).update(total=F("total") + 1)
    return count, list(Order.objects.values_list("total", flat=True))


def deleted(request):
    order = Order.objects.get(total=30)
    order.delete()
    gone = Order.objects.filter(total=20).delete()
    return gone[0], Order.objects.count()


def made_in_bulk(request):
    customer = Customer.objects.first()
    orders = Order.objects.bulk_create([Order(customer=customer, total=total) for total in (1, 2)])
    for order in orders:
        order.note = "bulk"
    Order.objects.bulk_update(orders, ["note"])
    return Order.objects.filter(note="bulk").count(), sorted(Order.objects.in_bulk(field_name="id")) != []


def reverse_relations(request):
    customer = Customer.objects.get(name="ann")
    return (
        customer.profile.city,
        customer.orders.count(),
        [order.total for order in customer.orders.filter(total__gt=15)],
    )


def missing_reverse_relation(request):
    customer = Customer.objects.get(name="bob")
    try:
        return customer.profile.city
    except Profile.DoesNotExist:
        return "nowhere"


def asked_with_hasattr(request):
    found = []
    for customer in Customer.objects.all():
        found.append((hasattr(customer, "profile"), getattr(customer, "name", "")))
    return found


def deferred(request):
    order = Order.objects.only("total").get(total=30)
    return order.note, order.total


def annotated(request):
    return [(one.name, one.many) for one in Customer.objects.annotate(many=Count("orders"))]


def prefetched(request):
    customers = Customer.objects.prefetch_related("orders__tags")
    return [(one.name, [tag.text for order in one.orders.all() for tag in order.tags.all()]) for one in customers]


def prefetched_and_sliced(request):
    found = []
    for customer in Customer.objects.prefetch_related("orders"):
        for order in customer.orders.all()[:1]:
            found.append(order.total)
    return found


def iterated(request):
    found = []
    for order in Order.objects.filter(total__gt=5).iterator(chunk_size=10):
        found.append(order.total)
    return found


def either_list_or_queryset(request):
    orders = []
    if request.GET.get("all", "1"):
        orders = Order.objects.filter(total=20)
    return [order.total for order in orders], len(orders)


def chosen(request):
    orders = Order.objects.filter(total=2000) or Order.objects.all()
    return [order.total for order in orders]


def conditional(request):
    orders = Order.objects.filter(total=20) if request.method == "GET" else Order.objects.none()
    return [order.total for order in orders]


def united(request):
    orders = Order.objects.filter(total=20) | Order.objects.filter(total=30)
    return [order.total for order in orders]


def helper_with_instance(request):
    order = Order.objects.get(total=30)
    return name_of(order), double_of(order.total)


def name_of(order):
    return order.customer.name


def double_of(number):
    return number * 2


def instances_in_a_list(request):
    orders = []
    for order in Order.objects.all():
        orders.append(order)
    return [order.customer.name for order in orders]


def instances_in_a_dictionary(request):
    by_total = {}
    for order in Order.objects.all():
        by_total[order.total] = order
    return [(key, order.customer.name) for key, order in sorted(by_total.items())], by_total[10].customer.name


def tallied(request):
    return sorted(Counter(order.customer.name for order in Order.objects.all()).items())


def not_found(request):
    try:
        get_object_or_404(Order, total=31)
    except Http404:
        pass
    return get_object_or_404(Order.objects.unpaid(), total=30).customer.name, len(get_list_or_404(Order, paid=False))


def user_of_request(request):
    if not request.user.is_authenticated:
        return "nobody"
    return request.user.username, request.user.get_full_name()


def user_in_a_query(request):
    return Customer.objects.filter(account=request.user).count()


def user_in_a_branch(request):
    if request.method == "GET":
        user = request.user
        return user.username, [one.name for one in user.customers.all()], user.has_perm("case.add_order")
    return "nobody"


def session_read_and_written(request):
    request.session["count"] = request.session.get("count", 0) + 1
    request.session["count"] += 1
    return "count" in request.session, request.session["count"], request.session.pop("nothing", 3)


def session_missing_key(request):
    try:
        return request.session["nothing"]
    except KeyError:
        return "nothing"


def session_flushed(request):
    request.session["a"] = 1
    del request.session["a"]
    request.session.flush()
    return request.session.session_key


def logged_in(request):
    user = authenticate(request, username="ann", password="secret")
    if user is None:
        return "wrong"
    login(request, user)
    return request.user.username


def logged_out(request):
    logout(request)
    return request.user.is_authenticated


def cached(request):
    cache.set("a", 1)
    cache.incr("a")
    if "a" in cache:
        cache.touch("a", 10)
    return cache.get("a"), cache.get_or_set("b", 5), cache.get_many(["a", "b"]), cache.delete("a")


def told(request):
    messages.success(request, "done")
    return len(messages.get_messages(request))


def signalled(request):
    return done.send(sender=Order, order=1)


def rendered(request):
    return render(request, "orders.txt", {"orders": Order.objects.all()})


def rendered_later(request):
    return TemplateResponse(request, "orders.txt", {"orders": Order.objects.all()})


def answered(request):
    return JsonResponse({"orders": list(Order.objects.values("total")), "one": Order.objects.first().customer.name})


def answered_with_rows(request):
    return HttpResponse(Order.objects.values_list("customer__name", flat=True))


def redirected(request):
    return redirect(Order.objects.get(total=30))


def searched(request):
    form = SearchForm({"text": "abc", "number": "4"})
    if form.is_valid():
        return form.cleaned_data["text"] + str(form.cleaned_data["number"])
    return form.errors.as_json()


def ordered(request):
    form = OrderForm({"customer": Customer.objects.get(name="bob").pk, "total": 9})
    if not form.is_valid():
        return form.errors
    order = form.save(commit=False)
    order.note = "form"
    order.save()
    return order.customer.name, Order.objects.filter(note="form").count()


def edited(request):
    form = OrderForm({"total": 9}, instance=Order.objects.get(total=30))
    return form.is_valid(), sorted(form.errors)


def mailed(request):
    return send_mail("a", "b", "x@example.com", [one.email for one in Customer.objects.all()])


def paged(request):
    page = Paginator(Order.objects.all(), 2).get_page(request.GET.get("page"))
    return [order.total for order in page], page.has_next(), page.paginator.num_pages, page.number


def typed(request):
    return ContentType.objects.get_for_model(Order).model


def serialized(request):
    return json.loads(serializers.serialize("json", Order.objects.all()))[0]["fields"]["total"]


def users_created(request):
    user = User.objects.create_user("new", "n@x", "pw")
    return user.username, user.check_password("pw"), User.objects.filter(username="new").exists()


def permissions_of_groups(request):
    return [group.name for group in User.objects.get(username="ann").groups.all()]


def augmented(request):
    order = Order.objects.get(total=30)
    order.customer.name += "!"
    order.customer.save()
    return Customer.objects.get(pk=order.customer_id).name


def walrus(request):
    if order := Order.objects.filter(total=20).first():
        return order.customer.name
    return None


def related_in_call(request):
    order = Order.objects.get(total=30)
    return Order.objects.filter(customer=order.customer).count()


def recursive(request):
    return [countdown(order, 2) for order in Order.objects.all()]


def countdown(order, number):
    return order.customer.name if number == 0 else countdown(order, number - 1)


def conditional_user(request):
    user = request.user if request.user.is_authenticated else None
    customers = user.customers.all() if user else Customer.objects.none()
    return [customer.name for customer in customers]


def forgotten_relation(request):
    order = Order.objects.select_related("customer").get(total=30)
    order.customer_id = Customer.objects.get(name="bob").pk
    return order.customer.name


def cached_function(request):
    return cache.get_or_set("k", lambda: Order.objects.count(), 5)


def grouped(request):
    groups = defaultdict(list)
    for order in Order.objects.select_related("customer"):
        groups[order.customer.name].append(order)
    response = HttpResponse(json.dumps({name: [order.total for order in orders] for name, orders in groups.items()}))
    response["X-Orders"] = "yes"
    return response


def added_to_a_list(request):
    orders = [order for order in Order.objects.all() if order.paid]
    orders += Order.objects.filter(total=20)
    orders.extend(Order.objects.filter(total=30))
    return [order.customer.name for order in orders]


def texts_with_quotes(request):
    order = Order.objects.get(total=30)
    return (
        f"{order.customer.name}",
        f"{order.customer.name}",
        f"""
        {order.customer.name} {Order.objects.count()}
        {order.customer.account.username:>9}
    """,
    )
