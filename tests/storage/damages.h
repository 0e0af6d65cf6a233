// What can become of a store's files while nobody looks.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/storage/disk_model.h"

namespace dunghan::tests {

// What was noted while the store was made.
struct Made {
    std::uint64_t head = 0;
    std::size_t log_octets_before = 0;  // of the write-ahead log, ten records before the end
    std::string anchor_before;          // as it was then
};

struct Damage {
    std::string name;
    std::function<void(const fs::path& data, const Made& made)> act;
};

// The newest file in DIR/store whose name begins or ends like that.
inline fs::path newest(const fs::path& data, const std::string& part) {
    fs::path found;
    for (const auto& entry : fs::directory_iterator(data / "store")) {
        const std::string name = entry.path().filename();
        if ((name.starts_with(part) || name.ends_with(part)) && entry.path() > found) {
            found = entry.path();
        }
    }
    return found;
}

inline void flip(const fs::path& path, std::size_t at) {
    std::string octets = octets_of_file(path);
    octets.at(at) = static_cast<char>(octets.at(at) ^ 1);
    write_file(path, octets);
}

inline void flip_middle(const fs::path& path) {
    flip(path, fs::file_size(path) / 2);
}

inline void cut(const fs::path& path, std::size_t octets) {
    write_file(path, octets_of_file(path).substr(0, octets));
}

inline void append(const fs::path& path, const std::string& octets) {
    write_file(path, octets_of_file(path) + octets);
}

inline std::string garbage(std::size_t octets) {
    std::mt19937 random(1);
    std::string made;
    for (std::size_t i = 0; i < octets; ++i) {
        made += static_cast<char>(random());
    }
    return made;
}

inline void zero_page(const fs::path& path, std::size_t page) {
    std::string octets = octets_of_file(path);
    octets.replace(page * 4096, 4096, std::string(4096, '\0'));
    write_file(path, octets);
}

// Flips a bit in every place where the anchor has this turn: the turn stands at octet 12 of an
// entry, an entry at the beginning of a page.
inline void flip_entries(const fs::path& anchor, std::size_t copies) {
    std::string octets = octets_of_file(anchor);
    std::uint64_t newest_turn = 0;
    const auto turn_at = [&](std::size_t page) {
        std::uint64_t turn = 0;
        for (std::size_t i = 8; i-- > 0;) {
            turn = turn << 8U | static_cast<unsigned char>(octets[page + 12 + i]);
        }
        return octets[page] == '\xFF' ? turn : 0;
    };
    for (std::size_t page = 0; page < octets.size(); page += 4096) {
        newest_turn = std::max(newest_turn, turn_at(page));
    }
    for (std::size_t page = 0; page < octets.size() && copies > 0; page += 4096) {
        if (turn_at(page) == newest_turn) {
            octets[page + 60] = static_cast<char>(octets[page + 60] ^ 1);
            --copies;
        }
    }
    write_file(anchor, octets);
}

// Of the write-ahead log: the rows of the measurement that made the anchor necessary.
inline std::vector<Damage> damages_of_the_log() {
    const auto log = [](const fs::path& data) { return newest(data, ".log"); };
    const auto size = [log](const fs::path& data) { return fs::file_size(log(data)); };
    return {
        {"none", [](const fs::path&, const Made&) {}},
        {"log: last record torn",
         [=](const fs::path& data, const Made&) { cut(log(data), size(data) - 10); }},
        {"log: cut between two records",
         [=](const fs::path& data, const Made& made) { cut(log(data), made.log_octets_before); }},
        {"log: 4 KiB of zeros appended",
         [=](const fs::path& data, const Made&) { append(log(data), std::string(4096, '\0')); }},
        {"log: 4 KiB of garbage appended",
         [=](const fs::path& data, const Made&) { append(log(data), garbage(4096)); }},
        {"log: a bit flipped in the middle",
         [=](const fs::path& data, const Made&) { flip_middle(log(data)); }},
        {"log: a bit flipped in the last record",
         [=](const fs::path& data, const Made&) { flip(log(data), size(data) - 20); }},
        {"log: a page zeroed in the middle",
         [=](const fs::path& data, const Made&) { zero_page(log(data), size(data) / 2 / 4096); }},
        {"log: a page zeroed near the end",
         [=](const fs::path& data, const Made&) { zero_page(log(data), size(data) / 4096 - 1); }},
        {"log: deleted", [=](const fs::path& data, const Made&) { fs::remove(log(data)); }},
        {"log: empty", [=](const fs::path& data, const Made&) { cut(log(data), 0); }},
        {"log: deleted, and half of the anchor",
         [=](const fs::path& data, const Made&) {
             fs::remove(log(data));
             cut(data / "anchor", fs::file_size(data / "anchor") / 2);
         }},
    };
}

inline std::vector<Damage> damages_of_other_files() {
    const auto of = [](const std::string& part, const std::function<void(const fs::path&)>& act) {
        return [=](const fs::path& data, const Made&) { act(newest(data, part)); };
    };
    const auto anchor = [](const std::function<void(const fs::path&)>& act) {
        return [=](const fs::path& data, const Made&) { act(data / "anchor"); };
    };
    return {
        {"table: a bit flipped in the middle", of(".sst", flip_middle)},
        {"table: a bit flipped at the beginning", of(".sst", [](auto path) { flip(path, 8); })},
        {"table: a bit flipped at the end",
         of(".sst", [](auto path) { flip(path, fs::file_size(path) - 60); })},
        {"table: deleted", of(".sst", [](auto path) { fs::remove(path); })},
        {"table: cut in half", of(".sst", [](auto path) { cut(path, fs::file_size(path) / 2); })},
        {"every table: a bit flipped",
         [](const fs::path& data, const Made&) {
             for (const auto& entry : fs::directory_iterator(data / "store")) {
                 if (entry.path().extension() == ".sst") {
                     flip_middle(entry.path());
                 }
             }
         }},
        {"MANIFEST: a bit flipped", of("MANIFEST-", flip_middle)},
        {"MANIFEST: cut in half",
         of("MANIFEST-", [](auto path) { cut(path, fs::file_size(path) / 2); })},
        {"MANIFEST: last octets cut",
         of("MANIFEST-", [](auto path) { cut(path, fs::file_size(path) - 5); })},
        {"MANIFEST: deleted", of("MANIFEST-", [](auto path) { fs::remove(path); })},
        {"MANIFEST: empty", of("MANIFEST-", [](auto path) { cut(path, 0); })},
        {"CURRENT: missing", of("CURRENT", [](auto path) { fs::remove(path); })},
        {"CURRENT: garbage", of("CURRENT", [](auto path) { write_file(path, garbage(20)); })},
        {"CURRENT: empty", of("CURRENT", [](auto path) { write_file(path, ""); })},
        {"CURRENT: names a file that is not there",
         of("CURRENT", [](auto path) { write_file(path, "MANIFEST-000999\n"); })},
        {"anchor: missing", anchor([](auto path) { fs::remove(path); })},
        {"anchor: stale by ten groups",
         [](const fs::path& data, const Made& made) {
             write_file(data / "anchor", made.anchor_before);
         }},
        {"anchor: a bit flipped in one copy", anchor([](auto path) { flip_entries(path, 1); })},
        {"anchor: a bit flipped in both copies", anchor([](auto path) { flip_entries(path, 2); })},
        {"anchor: garbage",
         anchor([](auto path) { write_file(path, garbage(fs::file_size(path))); })},
        {"anchor: empty", anchor([](auto path) { write_file(path, ""); })},
        {"anchor: cut in half", anchor([](auto path) { cut(path, fs::file_size(path) / 2); })},
        {"store: missing, the anchor is there",
         [](const fs::path& data, const Made&) { fs::remove_all(data / "store"); }},
    };
}

}  // namespace dunghan::tests
