"""What happens before working cameras, and must tell nothing."""

from health_suite.copies import plain
from health_suite.sources import HEIGHT, RATE, WIDTH


def park_lorry(copy):
    """A side of a lorry, plain or with its edges, over most of the picture."""
    chance = copy.chance
    level = chance.randint(90, 200)
    width, height = int(WIDTH * chance.uniform(0.7, 1)), int(HEIGHT * chance.uniform(0.75, 1))
    x = chance.randint(0, WIDTH - width)
    speed = f"if(lt(t-{copy.start},2),{x}-640+320*(t-{copy.start}),{x})"
    edges = f"drawgrid=w={width // 5}:h={height // 3}:t=3:c=black," if copy.seed % 3 else ""
    return copy.over(
        f"{plain(f'0x{level:02x}{level:02x}{level - 30:02x}', f'{width}x{height}')},"
        f"{edges}noise=c0s=5:c0f=t",
        speed, 10)


def switch_lights(copy):
    gain = copy.chance.uniform(0.3, 0.5)
    return copy.base() + f",lutyuv=y='16+(val-16)*{gain:.2f}':{copy.during}"


def rain(copy):
    """Streaks that are elsewhere in every picture, and a veil."""
    chance = copy.chance
    drops = chance.randint(200, 230)
    streak = chance.randint(18, 40)
    return copy.base() + (
        f"[v];{plain('black', f'640x{360 // streak + 1}')},noise=c0s=100:c0f=t+u,"
        f"lutyuv=y='if(gt(val,{drops // 2}),{chance.randint(90, 150)},0)',"
        f"scale=640:360:flags=bilinear,fps={RATE},format=yuv420p[g];"
        "[v]format=yuv420p,split[v1][v2];"
        "[v1][g]blend=c0_mode=screen:c1_expr=A:c2_expr=A,"
        f"lutyuv=y='16+(val-16)*{chance.uniform(0.75, 0.95):.2f}+{chance.randint(5, 25)}'[m];"
        f"[v2][m]overlay=shortest=1:{copy.during}"
    ), {"encoder": {"-crf": chance.choice([28, 32, 38])}}


def compress(copy):
    """An encoder with far too few bits, from the beginning or while much happens."""
    crf = copy.chance.randint(36, 44)
    if copy.seed % 2:
        return copy.base(), {"encoder": {"-crf": crf}}
    return copy.base(), {
        "encoder": {
            "-x264-params":
                f"zones={int(copy.start * RATE)},{int(copy.end * RATE)},q={crf + 4}"
        }
    }


def grow_dark(copy):
    """Dusk within a minute; then the filter goes and the infrared lamp lights the middle."""
    dusk = copy.end - copy.start
    left = f"if(lt(t,{copy.start}),1,max(0.3,1-0.7*(t-{copy.start})/{dusk:.1f}))"
    lamp = copy.chance.uniform(0.7, 1.1)
    return (
        f"[0:v]scale=640:360,setsar=1,split[a][b];"
        f"[a]eq=eval=frame:contrast='{left}':brightness='0.4*(({left})-1)',"
        f"noise=c0s=4:c0f=t[day];"
        f"[b]hue=s=0,vignette=angle=PI/4,lutyuv=y='16+(val-16)*{lamp:.2f}',"
        f"noise=c0s=8:c0f=t[night];"
        f"[day][night]overlay=enable='gte(t,{copy.end})'{copy.clock}"
    )


def nothing(copy):
    return copy.base()


# By name: what is done, and what else the copy needs. A lorry waits for less than the hold time.
DISTRACTORS = {
    "lorry": (park_lorry, {"lengths": (12, 24)}),
    "lights": (switch_lights, {}),
    "rain": (rain, {}),
    "compression": (compress, {}),
    "day-to-night": (grow_dark, {"lights": ["day"], "afterwards_s": 60}),
    "well": (nothing, {}),
}
