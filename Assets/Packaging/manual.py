"""Manual pages from what a program says of itself (`--experimental-dump-help` of swift-argument-parser).

Every text there is Vietnamese, " / ", English, or a Vietnamese paragraph before its English one: so there are two pages.
"""
import json
import time

HEADS = {
    "vi": ["TÊN", "CÚ PHÁP", "MÔ TẢ", "TUỲ CHỌN", "CÁC LỆNH", "BIẾN MÔI TRƯỜNG", "TỆP", "XEM THÊM"],
    "en": ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "COMMANDS", "ENVIRONMENT", "FILES", "SEE ALSO"],
}
FACTS = {
    "tiepsuc": {
        "environment": [
            ("TIEPSUC_DATA", "thư mục dữ liệu", "the data folder"),
            ("NO_COLOR", "không dùng màu", "no colours"),
            ("ESCDELAY", "chờ sau phím Esc, mili giây", "how long to wait after Esc, in milliseconds"),
        ],
        "files": [("~/.local/share/tiepsuc", "thư mục dữ liệu", "the data folder"),
                  ("/usr/share/tiepsuc", "bảng kiểm và sổ tay đi kèm", "checklists and guides that ship")],
        "also": ["tiepsuc-sync(1)"],
    },
    "tiepsuc-sync": {
        "environment": [("TIEPSUC_DATA", "thư mục dữ liệu", "the data folder"),
                        ("https_proxy", "máy trung gian", "the proxy")],
        "files": [("~/.local/share/tiepsuc", "thư mục dữ liệu", "the data folder")],
        "also": ["tiepsuc(1)"],
    },
    "tiepsuc-hub": {
        "environment": [("TIEPSUC_HUB_DATA", "thư mục dữ liệu", "the data folder")],
        "files": [("/var/lib/tiepsuc-hub", "thư mục dữ liệu của dịch vụ", "the service's data folder")],
        "also": ["tiepsuc(1)"],
    },
}


def quoted(text):
    """Text for roff: nothing of it is a request."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace("^", "\\(ha").replace("~", "\\(ti")
    return "\n".join("\\&" + line if line.startswith((".", "\\(aq")) else line for line in text.split("\n"))


def short(text, language):
    """One half of "tiếng Việt / English"."""
    parts = (text or "").split(" / ")
    if len(parts) == 2:
        return parts[0 if language == "vi" else 1].strip()
    return (text or "").strip()


def paragraphs(text, language):
    """Every other paragraph: Vietnamese ones come first, as many as English ones."""
    found = [part.strip() for part in (text or "").split("\n\n") if part.strip()]
    if len(found) < 2:
        lines = (text or "").strip().split("\n")
        found = lines if len(lines) == 2 else found
    if len(found) < 2:
        return [short(part, language) for part in found]
    half = len(found) // 2
    return found[:half] if language == "vi" else found[half:]


def names(argument):
    def written(name):
        return {"long": "--", "short": "-", "longWithSingleDash": "-"}[name["kind"]] + name["name"]
    value = argument.get("valueName") or "value"
    if argument["kind"] == "positional":
        return [f"\\fI{quoted(value)}\\fR"]
    tail = "" if argument["kind"] == "flag" else f" \\fI{quoted(value)}\\fR"
    return [f"\\fB{quoted(written(name))}\\fR{tail}" for name in argument.get("names", [])]


def arguments(command, language):
    lines = []
    for argument in command.get("arguments", []):
        if not argument.get("shouldDisplay", True):
            continue
        written = names(argument)
        if any("version" in name or "help" in name for name in written):
            continue
        lines += [".TP", ", ".join(written), quoted(short(argument.get("abstract"), language) or "\\&")]
    return lines


def synopsis(path, command):
    parts = [f"\\fB{quoted(' '.join(path))}\\fR"]
    for argument in command.get("arguments", []):
        if not argument.get("shouldDisplay", True):
            continue
        written = names(argument)
        if any("version" in name or "help" in name for name in written):
            continue
        parts.append(written[0] if not argument.get("isOptional", True) else f"[{written[0]}]")
    return " ".join(parts)


def subcommands(path, command, language):
    lines = []
    for child in command.get("subcommands", []):
        if child["commandName"] == "help":
            continue
        below = path + [child["commandName"]]
        if child.get("subcommands"):
            lines += subcommands(below, child, language)
            continue
        lines += [".SS " + quoted(" ".join(below)), ".nf", synopsis(below, child), ".fi", ".PP",
                  quoted(short(child.get("abstract"), language))]
        for paragraph in paragraphs(child.get("discussion"), language):
            lines += [".PP", quoted(paragraph)]
        lines += arguments(child, language)
    return lines


def page(command, language, epoch):
    name, facts, heads = command["commandName"], FACTS[command["commandName"]], HEADS[language]
    lines = [f'.TH {name.upper()} 1 {time.strftime("%Y-%m-%d", time.gmtime(epoch))} "Tiếp Sức"',
             f".SH {heads[0]}", f"{quoted(name)} \\- {quoted(short(command.get('abstract'), language).rstrip('.'))}",
             f".SH {heads[1]}", f"\\fB{quoted(name)}\\fR [...]", f".SH {heads[2]}"]
    for paragraph in paragraphs(command.get("discussion"), language):
        lines += [quoted(paragraph), ".PP"]
    if lines[-1] == ".PP":
        lines.pop()
    own = arguments(command, language)
    if own:
        lines += [f".SH {heads[3]}"] + own
    lines += [f".SH {heads[4]}"] + subcommands([name], command, language)
    place = 1 if language == "vi" else 2
    for head, key in ((heads[5], "environment"), (heads[6], "files")):
        lines += [f".SH {head}"]
        for fact in facts[key]:
            lines += [".TP", f"\\fI{quoted(fact[0])}\\fR", quoted(fact[place])]
    lines += [f".SH {heads[7]}", ", ".join(quoted(other) for other in facts["also"])]
    return "\n".join(lines) + "\n"


def pages(dump, epoch):
    """The page of each language."""
    command = json.loads(dump)["command"]
    return {language: page(command, language, epoch) for language in HEADS}
