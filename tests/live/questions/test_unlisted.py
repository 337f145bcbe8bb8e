from live.questions.unlisted import UnlistedNames

KNOWN = {"多少", "少钱", "这个", "price", "back", "show", "wash"}


def test_a_word_never_met_where_a_product_would_stand_is_the_product_and_known_again() -> None:
    names = UnlistedNames(KNOWN)
    assert names.find("古筝多少钱", "zh") == "古筝"
    assert names.find("想问那个古筝多少钱", "zh") == "古筝"
    assert names.find("多少钱", "zh") is None


def test_an_english_noun_after_an_article_is_the_product() -> None:
    names = UnlistedNames(KNOWN)
    assert names.find("how much is the kayak", "en") == "kayak"
    assert names.find("kayak price?", "en") == "kayak"
    assert names.find("show the back", "en") is None
