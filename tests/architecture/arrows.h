// Who may name whom. The same arrows as in CMakeLists.txt, here for every #include line: Debian
// keeps all headers under one root, so a library that is not linked is found all the same.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace dunghan::architecture {

struct Arrows {
    std::string_view room;
    std::vector<std::string_view> rooms;      // a whole room, or one header of it
    std::vector<std::string_view> libraries;  // how the name begins, besides the standard library
};

// An aggregate names other aggregates' values, never their state. engine/escalation is no
// aggregate: it plans for tasks, so it reads them.
inline const std::vector<Arrows> arrows{
    {"engine/base", {}, {"tl/expected.hpp", "openssl/evp.h", "libdeflate.h", "utf8proc.h"}},
    {"engine/merkle", {"engine/base"}, {}},
    {"engine/event", {"engine/base"}, {}},
    {"engine/calendar", {"engine/base"}, {}},
    {"engine/deadline", {"engine/base", "engine/calendar"}, {}},
    {"engine/directory", {"engine/base"}, {}},
    {"engine/policy", {"engine/base", "engine/calendar", "engine/directory/role.h"}, {}},
    {"engine/definition", {"engine/base", "engine/deadline", "engine/directory"}, {}},
    {"engine/series",
     {"engine/base", "engine/calendar", "engine/deadline", "engine/definition", "engine/directory"},
     {}},
    {"engine/task",
     {"engine/base",
      "engine/event",
      "engine/calendar",
      "engine/deadline",
      "engine/definition",
      "engine/directory"},
     {}},
    {"engine/escalation",
     {"engine/base", "engine/calendar", "engine/directory", "engine/policy", "engine/task"},
     {}},
    {"engine/person", {"engine/base", "engine/event"}, {}},
    {"engine/access",
     {"engine/base", "engine/event", "engine/directory", "engine/person/stream.h"},
     {}},
    {"engine/reminder", {"engine/base", "engine/event", "engine/task/event.h"}, {}},
    {"engine/endpoint",
     {"engine/base", "engine/event", "engine/directory", "engine/person/stream.h"},
     {}},
    {"engine/intake", {"engine/base", "engine/deadline", "engine/directory", "engine/task"}, {}},
    {"engine/codec",
     {"engine/base",
      "engine/calendar/calendar.h",
      "engine/event",
      "engine/deadline/milestone.h",
      "engine/deadline/term.h",
      "engine/definition/definition.h",
      "engine/directory",
      "engine/endpoint/call.h",
      "engine/endpoint/endpoint.h",
      "engine/endpoint/event.h",
      "engine/endpoint/state.h",
      "engine/policy/policy.h",
      "engine/task/event.h",
      "engine/task/state.h",
      "engine/reminder/event.h",
      "engine/reminder/outbox.h",
      "engine/reminder/state.h",
      "engine/intake/event.h",
      "engine/access/event.h",
      "engine/access/role.h",
      "engine/person/event.h",
      "engine/person/state.h",
      "engine/series/series.h"},
     {"simdjson.h"}},
    {"engine/port",
     {"engine/base",
      "engine/event",
      "engine/merkle",
      "engine/reminder/event.h",
      "engine/endpoint/call.h",
      "engine/endpoint/state.h"},
     {}},
    {"engine/projection",
     {"engine/base",
      "engine/access",
      "engine/endpoint",
      "engine/calendar",
      "engine/event",
      "engine/definition",
      "engine/policy",
      "engine/task",
      "engine/escalation",
      "engine/person",
      "engine/reminder",
      "engine/series",
      "engine/codec",
      "engine/port"},
     {}},
    {"engine/runtime",
     {"engine/base",
      "engine/access",
      "engine/endpoint",
      "engine/calendar",
      "engine/event",
      "engine/deadline",
      "engine/directory",
      "engine/definition",
      "engine/policy",
      "engine/task",
      "engine/escalation",
      "engine/person",
      "engine/reminder",
      "engine/series",
      "engine/intake",
      "engine/codec",
      "engine/port",
      "engine/projection"},
     {}},
    {"engine/forecast",
     {"engine/base",
      "engine/event",
      "engine/deadline/milestone.h",
      "engine/directory",
      "engine/policy",
      "engine/task",
      "engine/escalation",
      "engine/person/stream.h",
      "engine/reminder/event.h",
      "engine/codec",
      "engine/port",
      "engine/projection",
      "engine/runtime"},
     {}},
    {"engine/audit",
     {"engine/base",
      "engine/calendar",
      "engine/event",
      "engine/directory",
      "engine/definition",
      "engine/policy",
      "engine/task",
      "engine/person",
      "engine/reminder",
      "engine/series",
      "engine/codec",
      "engine/port",
      "engine/projection"},
     {}},
    // A verifier reads what the engine wrote without the engine: one header of octets is shared.
    {"engine/notary", {"engine/base", "engine/merkle", "engine/codec/bytes.h"}, {"sodium.h"}},
    // What every adapter needs of the machine's disk.
    {"adapters/disk", {"engine/base"}, {}},
    {"adapters/memory",
     {"engine/base", "engine/event", "engine/merkle", "engine/port", "engine/codec/record.h"},
     {}},
    // The octets of a record are the engine's format, the same in every store.
    {"adapters/rocksdb",
     {"engine/base",
      "engine/event",
      "engine/merkle",
      "engine/port",
      "engine/codec/bytes.h",
      "engine/codec/record.h"},
     {"rocksdb/"}},
    // A backup is the stored records themselves.
    {"adapters/backup",
     {"engine/base",
      "engine/event",
      "engine/merkle",
      "engine/port",
      "engine/codec/bytes.h",
      "engine/codec/record.h",
      "adapters/disk"},
     {}},
    {"adapters/keys", {"engine/base", "adapters/disk"}, {"sodium.h"}},
    {"adapters/access",
     {"engine/base", "engine/access", "engine/person/stream.h", "adapters/disk"},
     {"sodium.h"}},
    {"adapters/identity",
     {"engine/base", "adapters/disk"},
     {"sodium.h", "openssl/", "nlohmann/json.hpp"}},
    {"adapters/documents", {"engine/base", "engine/intake/table.h"}, {"pugixml.hpp", "zip.h"}},
    // A mail says what the digest holds: it reads the printed deadlines again to show their dates.
    {"adapters/mail",
     {"engine/base",
      "engine/event",
      "engine/port",
      "engine/reminder/event.h",
      "engine/task/event.h",
      "engine/deadline",
      "engine/directory/mail_address.h",
      "adapters/disk"},
     {"curl/", "sodium.h", "kainjow/mustache.hpp"}},
    // A call signs an event as it is stored; addresses are the machine's business.
    {"adapters/webhook",
     {"engine/base", "engine/event", "engine/codec", "engine/notary/base64.h", "adapters/disk"},
     {"boost/asio",
      "boost/beast",
      "openssl/",
      "curl/",
      "nlohmann/",
      "sodium.h",
      "arpa/inet.h",
      "netinet/in.h",
      "ifaddrs.h"}},
    {"adapters/config",
     {"engine/base",
      "engine/calendar",
      "engine/deadline",
      "engine/definition",
      "engine/directory",
      "engine/policy",
      "engine/series",
      "adapters/disk"},
     {"yaml-cpp/", "date/"}},
    {"adapters/diagram",
     {"engine/base", "engine/deadline", "engine/definition", "engine/directory"},
     {}},
    {"adapters/asio", {"engine/base", "engine/port", "engine/runtime"}, {"boost/asio"}},
    {"adapters/http",
     {"engine/base", "adapters/disk"},
     {"boost/asio", "boost/beast", "nlohmann/", "tl/"}},
    {"adapters/signing",
     {"engine/base", "engine/merkle", "engine/notary", "engine/port", "adapters/disk"},
     {"sodium.h"}},
    // What a certificate says is read by the program that prints it and by the verifier.
    {"adapters/certificate", {"engine/base", "engine/calendar", "engine/deadline"}, {"nlohmann/"}},
    {"adapters/verify",
     {"engine/base", "engine/deadline", "engine/merkle", "engine/notary", "adapters/certificate"},
     {"nlohmann/"}},
    {"adapters/app", {"engine", "adapters"}, {"CLI/", "nlohmann/", "utf8proc.h"}}};

// "engine/task" of "engine/task/decide.cpp".
[[nodiscard]] inline std::string_view room_of(std::string_view path) {
    return path.substr(0, path.find('/', path.find('/') + 1));
}

[[nodiscard]] inline const Arrows* arrows_of(std::string_view room) {
    const auto found = std::ranges::find(arrows, room, &Arrows::room);
    return found == arrows.end() ? nullptr : &*found;
}

// Whether `path` is `place`, or lies in it.
[[nodiscard]] inline bool lies_in(std::string_view path, std::string_view place) {
    return path == place || (path.starts_with(place) && path[place.size()] == '/');
}

[[nodiscard]] inline bool may_name(const Arrows& from, std::string_view path) {
    return room_of(path) == from.room ||
           std::ranges::any_of(from.rooms, [&](auto place) { return lies_in(path, place); });
}

// What talks to the machine itself: every adapter's right, never the engine's.
[[nodiscard]] inline bool is_system(std::string_view name) {
    static constexpr std::string_view headers[] = {
        "fcntl.h", "unistd.h", "poll.h", "pwd.h", "linux/futex.h"};
    return name.starts_with("sys/") || std::ranges::count(headers, name) > 0;
}

// <vector>, <cstdint>: no folder, no ending.
[[nodiscard]] inline bool is_standard(std::string_view name) {
    return name.find_first_of("./") == std::string_view::npos;
}

[[nodiscard]] inline bool may_use(const Arrows& from, std::string_view library) {
    return is_standard(library) || (is_system(library) && from.room.starts_with("adapters/")) ||
           std::ranges::any_of(from.libraries, [&](auto begin) {
               return library.starts_with(begin);
           });
}

}  // namespace dunghan::architecture
