"""A second verifier, written from docs/formats/bundle.md, checkpoint.md, merkle.md and event_log.md
alone. Standard library only; slow and plain. usage: independent_verifier.py FILE KEY"""
import base64
import hashlib
import json
import sys
import zlib

P = 2**255 - 19  # Ed25519, RFC 8032
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def recover_x(y, sign):
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(x2, (P + 3) // 8, P)
    x = x if (x * x - x2) % P == 0 else x * pow(2, (P - 1) // 4, P) % P
    if (x * x - x2) % P or (x == 0 and sign):
        raise ValueError("no point")
    return x if x % 2 == sign else P - x


def point(octets):
    number = int.from_bytes(octets, "little")
    y, sign = number % 2**255, number >> 255
    if y >= P:
        raise ValueError("no point")
    x = recover_x(y, sign)
    return (x, y, 1, x * y % P)


def add(a, b):
    s, t = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    c, d = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = t - s, d - c, d + c, t + s
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(n, a):
    total = (0, 1, 1, 0)
    while n:
        total = add(total, a) if n & 1 else total
        a, n = add(a, a), n >> 1
    return total


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE = (recover_x(BASE_Y, 0), BASE_Y, 1, recover_x(BASE_Y, 0) * BASE_Y % P)


def ed25519(key, text, signature):
    s = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or s >= L:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + text).digest(), "little") % L
    a, b = times(s, BASE), add(point(signature[:32]), times(k, point(key)))
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


def ed25519_sign(seed, text):
    """For tests that forge."""
    digest = hashlib.sha512(seed).digest()
    secret = int.from_bytes(digest[:32], "little") & (2**254 - 8) | 2**254
    once = int.from_bytes(hashlib.sha512(digest[32:] + text).digest(), "little") % L
    key, commitment = encoded(times(secret, BASE)), encoded(times(once, BASE))
    k = int.from_bytes(hashlib.sha512(commitment + key + text).digest(), "little") % L
    return commitment + ((once + k * secret) % L).to_bytes(32, "little")


def encoded(at):
    x, y = (at[i] * pow(at[2], P - 2, P) % P for i in (0, 1))
    return (y | (x & 1) << 255).to_bytes(32, "little")


def require(holds, what):
    if not holds:
        raise ValueError(what)


def unbase64(text):
    octets = base64.b64decode(text, validate=True)
    require(base64.b64encode(octets).decode() == text, "base64")
    return octets


def parse_key(text):
    name, digest, rest = text.split("+", 2)
    octets = unbase64(rest)
    require(octets[0] == 1 and len(octets) == 33, "key type")
    require(hashlib.sha256(name.encode() + b"\n" + octets).hexdigest()[:8] == digest, "key hash")
    return name, bytes.fromhex(digest), octets[1:]


def open_checkpoint(note, keys):
    """(size, root) of a checkpoint that every known key that signed really signed."""
    text, signatures = note.rsplit("\n\n", 1)
    text += "\n"
    require(signatures.endswith("\n"), "line end")
    found = 0
    for line in signatures[:-1].split("\n"):
        dash, name, octets = line.split(" ")
        require(dash == "—", "signature line")
        octets = unbase64(octets)
        for key_name, key_id, key in keys:
            if (key_name, key_id) == (name, octets[:4]):
                require(ed25519(key, text.encode(), octets[4:]), "signature")
                found += 1
    require(found > 0, "no known key signed")
    origin, size, root, end = text.split("\n")
    require(origin and end == "" and str(int(size)) == size, "checkpoint")
    return int(size), unbase64(root), found


def leaf(record):
    return hashlib.sha256(b"\0" + record).digest()


def node(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


def root_of(leaves):
    """MTH of RFC 6962, by joining neighbours level by level."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    while len(leaves) > 1:
        odd = leaves[-1:] if len(leaves) % 2 else []
        leaves = [node(*pair) for pair in zip(leaves[0::2], leaves[1::2])] + odd
    return leaves[0]


def split(size):
    return 1 << ((size - 1).bit_length() - 1)


def root_from_path(index, size, hash_, path):
    """PATH of RFC 6962, read backwards."""
    if size == 1:
        require(not path, "path too long")
        return hash_
    require(path, "path too short")
    left = split(size)
    if index < left:
        return node(root_from_path(index, left, hash_, path[:-1]), path[-1])
    return node(path[-1], root_from_path(index - left, size - left, hash_, path[:-1]))


def roots_from_subproof(old, size, old_root, path, whole=True):
    """SUBPROOF of RFC 6962: the roots of the first `old` and of all `size` leaves."""
    if old == size:
        require(len(path) == (0 if whole else 1), "proof length")
        return (old_root, old_root) if whole else (path[0], path[0])
    require(path, "proof too short")
    left = split(size)
    if old <= left:
        first, second = roots_from_subproof(old, left, old_root, path[:-1], whole)
        return first, node(second, path[-1])
    first, second = roots_from_subproof(old - left, size - left, old_root, path[:-1], False)
    return node(path[-1], first), node(path[-1], second)


def number(octets):
    return int.from_bytes(octets, "little")


def read_record(record):
    require(number(record[:4]) == len(record) - 4, "length")
    require(number(record[4:8]) == zlib.crc32(record[8:]), "checksum")
    require(record[8] == 1, "format")
    stream_end = 93 + number(record[91:93])
    actor_end = stream_end + 2 + number(record[stream_end:stream_end + 2])
    return {"type": number(record[9:11]), "position": number(record[19:27]),
            "version": number(record[83:91]),
            "recorded_at": int.from_bytes(record[27:35], "little", signed=True),
            "stream": record[93:stream_end], "payload": record[actor_end + 4:]}


def retired_key(payload, named):
    """The key that a log_key_retired event takes out, when one of the others signed that."""
    said = json.loads(payload)
    key = parse_key(said["key"])
    text, signatures = said["endorsement"].rsplit("\n\n", 1)
    require(text == "dunghan log key retired\n" + said["key"], "retirement")
    for line in signatures[:-1].split("\n"):
        _, name, octets = line.split(" ")
        for other in named:
            if other != key and other[:2] == (name, unbase64(octets)[:4]):
                require(ed25519(other[2], (text + "\n").encode(), unbase64(octets)[4:]), "signature")
                return key
    return None


def verify_bundle(octets, keys):
    header, rest = octets.split(b"\n\n", 1)
    lines = header.decode().split("\n")
    require(lines[0] == "dunghan/bundle@v1" and len(lines) > 1, "first lines")
    require(all(line.startswith("key ") for line in lines[1:]), "key lines")
    named = [parse_key(line[4:]) for line in lines[1:]]
    text, signatures, rest = rest.split(b"\n\n", 2)
    size, root, signed = open_checkpoint((text + b"\n\n" + signatures + b"\n").decode(), named)
    require(signed == len(named), "not all named keys signed")
    require(any(key in keys for key in named) or not keys, "none of the given keys signed")
    leaves, versions, recorded_at, spoke, retired = [], {}, None, list(named), []
    while rest:
        record, rest = rest[:4 + number(rest[:4])], rest[4 + number(rest[:4]):]
        envelope = read_record(record)
        require(envelope["position"] == len(leaves) + 1, "position")
        require(envelope["version"] == versions.get(envelope["stream"], 0) + 1, "version")
        require(recorded_at is None or envelope["recorded_at"] >= recorded_at, "recorded_at")
        versions[envelope["stream"]] = envelope["version"]
        recorded_at = envelope["recorded_at"]
        leaves.append(leaf(record))
        if envelope["type"] == 12:
            spoke.append(parse_key(json.loads(envelope["payload"])["key"]))
        elif envelope["type"] == 13:
            retired.append(retired_key(envelope["payload"], [k for k in spoke if k not in retired]))
    require(any(key not in retired for key in named), "whoever signed was retired")
    require((len(leaves), root_of(leaves)) == (size, root), "root")
    return size, root


def verify_inclusion(text, keys):
    head, note = text.split("\n\n", 1)
    _, extra, index, *path = head.split("\n")
    size, root, _ = open_checkpoint(note, keys)
    record, at = unbase64(extra.removeprefix("extra ")), int(index.removeprefix("index "))
    require(at < size and read_record(record)["position"] == at + 1, "position")
    require(root_from_path(at, size, leaf(record), [unbase64(h) for h in path]) == root, "root")
    return size, root


def verify_consistency(text, keys):
    head, note = text.split("\n\n", 1)
    _, old, *path = head.split("\n")
    size, root, _ = open_checkpoint(note, keys)
    word, old_size, old_root = old.split(" ")
    require(word == "from" and 0 < int(old_size) <= size, "old size")
    roots = roots_from_subproof(int(old_size), size, unbase64(old_root), [unbase64(h) for h in path])
    require(roots == (unbase64(old_root), root), "roots")
    return size, root


def verify(octets, keys):
    """(size, root) of what the file shows. Raises ValueError or the like when it does not hold."""
    keys = [parse_key(key) for key in keys]
    if octets.startswith(b"dunghan/bundle@v1\n"):
        return verify_bundle(octets, keys)
    text = octets.decode()
    if text.startswith("c2sp.org/tlog-proof@v1\n"):
        return verify_inclusion(text, keys)
    if text.startswith("dunghan/consistency-proof@v1\n"):
        return verify_consistency(text, keys)
    return open_checkpoint(text, keys)[:2]


if __name__ == "__main__":
    with open(sys.argv[1], "rb") as file:
        shown = verify(file.read(), sys.argv[2:])
    print("size", shown[0], "root", base64.b64encode(shown[1]).decode())
