"""The pages in Chromium: keyboard, screen readers (axe), telephones, no script, paper."""

import pytest

ADDRESSES = ("/", "/nulle-part")


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_fault_for_screen_readers(ouvre, accessible, address, lang, scheme):
    accessible(ouvre(f"{address}?lang={lang}", color_scheme=scheme))


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_telephone_does_not_scroll_sideways(ouvre, address):
    page = ouvre(address, width=360, height=740)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
