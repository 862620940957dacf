"""The keys of the states that the invented letters speak of."""

CHILE, PERU, BRAZIL, BOLIVIA, KENYA, UGANDA = (
    f"actor/{name}" for name in ("chile", "peru", "brazil", "bolivia", "kenya", "uganda")
)
