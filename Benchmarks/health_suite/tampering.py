"""What is done to a camera, by the kind of event that it has to give."""

from health_suite.copies import plain
from health_suite.sources import FONT, HEIGHT, LIGHTS, RATE, SIZE, WIDTH


def cover(copy):
    """A colour, or something out of focus close to the lens, over most of the picture or all."""
    chance = copy.chance
    manner = ["grey", "black", "hand", "cloth"][copy.seed % 4]
    if manner in ("grey", "black"):
        level = chance.randint(60, 170) if manner == "grey" else chance.randint(0, 14)
        return copy.over(f"{plain(f'0x{level:02x}{level:02x}{level:02x}')},noise=c0s=4:c0f=t")
    colour, dark = ("0x9a6a55", 10) if manner == "hand" else ("0x303438", 6)
    width, height = chance.uniform(0.8, 1.1), chance.uniform(0.85, 1.1)
    x, y = chance.uniform(0, max(0, 1 - width)), chance.uniform(0, max(0, 1 - height))
    return copy.over(
        f"{plain(colour, box(width, height))},noise=c0s={dark * 3}:c0f=t,gblur=sigma=12,"
        "noise=c0s=4:c0f=t",
        int(WIDTH * x), int(HEIGHT * y))


def cover_partly(copy):
    """Seven tenths of the picture, from any side."""
    chance = copy.chance
    level = chance.randint(10, 150)
    tint = chance.randint(0, 60)
    colour = f"0x{level:02x}{min(255, level + tint):02x}{level:02x}"
    if copy.seed % 2:
        width, height = 0.7, 1.0
        x, y = chance.choice([0, 0.3]), 0
    else:
        width, height = 1.0, 0.7
        x, y = 0, chance.choice([0, 0.3])
    return copy.over(
        f"{plain(colour, box(width, height))},noise=c0s=5:c0f=t", int(WIDTH * x), int(HEIGHT * y))


def cover_with_cloth(copy):
    """A patterned cloth in somebody's hand: it moves a little all the time."""
    chance = copy.chance
    colour = chance.choice(["0x7a3030", "0x34507a", "0x6a6a40", "0xb0a890", "0x507050"])
    across, down = chance.randint(30, 120), chance.randint(24, 90)
    line = chance.choice(["white", "black", "0xc0a020"])
    shake = chance.uniform(4, 14)
    return copy.over(
        f"{plain(colour, '720x440')},drawgrid=w={across}:h={down}:t={chance.randint(4, 10)}:"
        f"c={line}@0.6,gblur=sigma={chance.uniform(4, 9):.1f},noise=c0s=6:c0f=t",
        f"-40+{shake:.1f}*sin(2.3*t)", f"-40+{shake:.1f}*cos(1.7*t)")


def paint(copy):
    """A colour sprayed on, or a bag in a strong colour."""
    chance = copy.chance
    colour = chance.choice(["0xb01818", "0xc8b010", "0x187828", "0xe8e8e8", "0xd06010", "0x602080"])
    return copy.over(f"{plain(colour)},noise=c0s=5:c0f=t")


def defocus(copy):
    return copy.base() + f",gblur=sigma={copy.chance.uniform(2.5, 9):.1f}:{copy.during}"


def defocus_weakly(copy):
    return copy.base() + f",gblur=sigma={copy.chance.uniform(1.5, 2.5):.2f}:{copy.during}"


def grease(copy):
    """What shines through grease is blurred and pale; something of the sharp picture is left."""
    chance = copy.chance
    left = chance.uniform(0.1, 0.25)
    pale = chance.uniform(0.75, 0.95)
    sigma = chance.uniform(5, 12)
    return copy.base() + (
        f",split[v][g];[g]gblur=sigma={sigma:.1f},"
        f"lutyuv=y='16+(val-16)*{pale:.2f}+{(1 - pale) * 90:.0f}'[b];"
        f"[b][v]blend=all_mode=normal:all_opacity={1 - left:.2f}[m];"
        f"[v2][m]overlay={copy.during}"
    ).replace("split[v][g]", "split=3[v][g][v2]")


def move(copy):
    """The camera sees three quarters of what the footage shows, then another part of it."""
    chance = copy.chance
    manner = ["shift", "turn", "zoom"][copy.seed % 3]
    before = "crop=iw*0.75:ih*0.75:iw*0.125:ih*0.125,scale=640:360"
    if manner == "shift":
        x = 0.125 + chance.choice([-1, 1]) * chance.uniform(0.03, 0.12)
        y = 0.125 + chance.uniform(-0.1, 0.1)
        after = f"crop=iw*0.75:ih*0.75:iw*{x:.4f}:ih*{y:.4f},scale=640:360"
    elif manner == "turn":
        angle = chance.choice([-1, 1]) * chance.uniform(4, 15)
        after = f"rotate={angle:.2f}*PI/180,{before}"
    else:
        share = chance.choice([chance.uniform(0.5, 0.66), chance.uniform(0.84, 1)])
        edge = (1 - share) / 2
        after = f"crop=iw*{share:.4f}:ih*{share:.4f}:iw*{edge:.4f}:ih*{edge:.4f},scale=640:360"
    return moved(copy, before, after)


def move_slowly(copy):
    """Within a quarter of a minute, as a loose mount sinks or somebody turns it with care."""
    chance = copy.chance
    way = f"min(1,max(0,t-{copy.start})/15)"
    before = "crop=iw*0.75:ih*0.75:iw*0.125:ih*0.125,scale=640:360"
    if copy.seed % 2:
        right = chance.choice([-1, 1]) * chance.uniform(0.06, 0.12)
        down = chance.uniform(-0.1, 0.1)
        after = (
            f"crop=iw*0.75:ih*0.75:x='iw*(0.125+({right:.4f})*{way})'"
            f":y='ih*(0.125+({down:.4f})*{way})',scale=640:360"
        )
    else:
        angle = chance.choice([-1, 1]) * chance.uniform(5, 14)
        after = f"rotate='({angle:.2f})*PI/180*{way}',{before}"
    return moved(copy, before, after)


def turn_away(copy):
    """Upside down, or to where nothing of the scene is seen: its mirror image is another scene."""
    before = "crop=iw*0.75:ih*0.75:iw*0.125:ih*0.125,scale=640:360"
    after = f"vflip,{before}" if copy.seed % 2 else f"hflip,vflip,{before}"
    return moved(copy, before, after)


def moved(copy, before, after):
    return (
        f"[0:v]split[a][b];[a]{before}[c];[b]{after}[d];"
        f"[c][d]overlay={copy.during},setsar=1,{LIGHTS[copy.light]}{copy.clock}"
    )


def freeze(copy):
    first = int(copy.start * RATE)
    count = int((copy.end - copy.start) * RATE)
    return copy.base() + f",loop=loop={count}:size=1:start={first},setpts=N/({RATE}*TB)"


def darken(copy):
    """Within a moment or within ten seconds; what is left shows the scene, though nobody sees it."""
    gain = copy.chance.uniform(0.08, 0.2)
    if copy.seed % 2:
        return copy.base() + f",lutyuv=y='16+(val-16)*{gain:.3f}':{copy.during}"
    left = f"if(between(t,{copy.start},{copy.end}),max({gain:.3f},1-(t-{copy.start})/10),1)"
    return copy.base() + f",eq=eval=frame:contrast='{left}':brightness='0.45*(({left})-1)'"


def overexpose(copy):
    gain = copy.chance.uniform(3, 5)
    lift = copy.chance.uniform(100, 150)
    return copy.base() + (
        f",lutyuv=y='min(235,16+(val-16)*{gain:.2f}+{lift:.0f})':{copy.during}"
    )


def shine(copy):
    """A lamp that shines into the lens: white in the middle, a veil over all the rest."""
    chance = copy.chance
    wide, high = chance.randint(440, 560), chance.randint(270, 330)
    x = chance.randint(0, WIDTH - wide)
    y = chance.randint(0, HEIGHT - high)
    return copy.base() + (
        f"[v];{plain('black')},drawbox=x={x}:y={y}:w={wide}:h={high}:c=white:t=fill,"
        f"gblur=sigma=40,lutyuv=y='min(235,val+{chance.randint(40, 80)})',format=yuv420p[g];"
        "[v]format=yuv420p,split[v1][v2];"
        "[v1][g]blend=c0_mode=screen:c1_mode=average:c2_mode=average[m];"
        f"[v2][m]overlay={copy.during}"
    )


def lose_lamp(copy):
    """Colour by day, infrared by night, and then the lamp fails."""
    night = copy.start - 12
    return (
        copy.base(light="null")
        + f",hue=s=0:enable='gte(t,{night})',"
        + f"lutyuv=y='16+(val-16)*0.8':enable='gte(t,{night})',"
        + f"lutyuv=y='16+(val-16)*0.05':{copy.during}"
    )


def lose_signal(copy):
    colour = ["0x0000c0", "0x101090", "0x2020ff"][copy.seed % 3]
    return copy.over(plain(colour) + (words("NO SIGNAL") if copy.seed % 2 else ""))


def show_card(copy):
    """Black, grey or coloured bars, with words: what other recorders show."""
    manner = copy.seed % 3
    text = words(copy.chance.choice(["NO SIGNAL", "VIDEO LOSS", "NO VIDEO", "OFFLINE"]))
    if manner == 0:
        return copy.over(plain("black") + text)
    if manner == 1:
        return copy.over(plain("0x505050") + text)
    return copy.over(f"smptebars=s={SIZE}:r={RATE}{text}")


def words(text):
    return (
        f",drawtext=fontfile={FONT}:text='{text}':fontsize=40:fontcolor=white:x=(w-tw)/2:y=160"
    )


def leave_gap(copy):
    """Nothing is recorded: time goes on, pictures do not."""
    return copy.base() + f",select='not(between(t,{copy.start},{copy.end}))'", {"vsync": "vfr"}


def box(width, height):
    return f"{int(WIDTH * width)}x{int(HEIGHT * height)}"


# What thresholds were looked at on.
FAULTS = {
    "covered": cover,
    "defocused": defocus,
    "moved": move,
    "frozen": freeze,
    "dark": darken,
    "blinded": overexpose,
    "infrared_failed": lose_lamp,
    "signal_lost": lose_signal,
}

# The same kinds, done in other ways.
VARIANTS = {
    "covered-partly": cover_partly,
    "covered-cloth": cover_with_cloth,
    "covered-colour": paint,
    "defocused-weakly": defocus_weakly,
    "defocused-grease": grease,
    "moved-slowly": move_slowly,
    "moved-away": turn_away,
    "blinded-lamp": shine,
    "signal_lost-card": show_card,
    "signal_lost-gap": leave_gap,
}
