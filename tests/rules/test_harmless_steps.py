"""What the event loop may run as it is: no step is found in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from steps.reading import steps

HARMLESS = {
    "data": """
        data = json.loads(request.body)
        name = data.get("name") or "x"
        total = sum(int(row["count"]) for row in data["rows"])
        rows = sorted(data["rows"], key=lambda row: row["n"])
        return JsonResponse({"name": name.strip(), "total": total, "rows": rows})
    """,
    "request": """
        if request.method != "POST":
            raise Http404(request.get_full_path())
        url = request.build_absolute_uri(reverse("order", args=[pk]))
        return JsonResponse({"url": url, "agent": request.headers.get("User-Agent"), "ids": request.POST.getlist("id")})
    """,
    "text": """
        now = timezone.now()
        logger.info("at %s", now)
        return HttpResponse(f"{now:%H} {settings.NAME} {(now - datetime.timedelta(days=1)).isoformat()} {_('x')}")
    """,
    "containers": """
        found = defaultdict(list)
        for row in json.loads(request.body):
            found[row["kind"]].append(row)
        if found and len(found) > 1:
            return JsonResponse({kind: len(rows) for kind, rows in found.items()})
        return JsonResponse(dict(found))
    """,
    "response": """
        response = HttpResponse(uuid.uuid4().hex, status=202)
        response["X-Count"] = pk
        response.set_cookie("seen", "yes")
        return response
    """,
    "errors": """
        try:
            number = int(request.GET["n"])
        except (KeyError, ValueError) as error:
            return HttpResponse(str(error), status=400)
        return HttpResponse(str(number))
    """,
    "lazy_querysets": """
        orders = Order.objects.filter(Q(total=1) | Q(paid=True)).annotate(more=F("total") + 1)
        if pk:
            orders = orders.exclude(pk=pk).select_related("customer").prefetch_related(Prefetch("tags"))
        orders = orders.order_by("total")[:10]
        return orders | Order.objects.none()
    """,
    "new_instances": """
        order = Order(total=3)
        order.customer_id = pk
        return JsonResponse({"total": order.total, "pk": order.pk, "by": order.customer_id, "twice": order.double})
    """,
    "files_and_language": """
        with open("/tmp/text") as stream, override("de"):
            return HttpResponse(stream.read())
    """,
    "regular_expressions": """
        match = re.match("a(b)", request.GET.get("text", ""))
        return HttpResponse(match.group(1) if match and match.group(1) else "none")
    """,
}


@pytest.mark.parametrize("name", HARMLESS)
def test_is_left_alone(name: str, tmp_path: Path) -> None:
    assert steps(tmp_path, f"def view(request, pk: int):{HARMLESS[name]}") == []
