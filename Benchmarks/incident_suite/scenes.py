"""The scenes that are measured, and by which light each is seen."""

DAY = (
    "yard-intrusion", "road-wrong-way", "harbour-line-crossing", "yard-loitering", "road-stopped",
    "harbour-stopped", "corridor-left-object", "yard-left-object", "harbour-left-object",
    "object-removed", "harbour-removed-object", "parked-vehicle-leaves", "yard-patrol",
)
NIGHT = (
    "night-intrusion", "night-wrong-way", "night-harbour-crossing", "night-loitering",
    "night-stopped", "night-harbour-stopped", "night-left-object", "night-harbour-left-object",
    "night-removed-object", "night-harbour-removed-object", "night-patrol",
)

LIGHTS = {scene: "day" for scene in DAY} | {scene: "night" for scene in NIGHT}
SCENES = tuple(LIGHTS)
