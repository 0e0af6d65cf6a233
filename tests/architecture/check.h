// The checks: text of a file, or texts of a tree, -> what is wrong with it.
#pragma once

#include <map>
#include <ostream>
#include <set>
#include <sstream>
#include <string>

#include "tests/architecture/arrows.h"
#include "tests/architecture/bans.h"
#include "tests/architecture/source_text.h"

namespace dunghan::architecture {

struct Complaint {
    std::string path;
    std::size_t line = 0;  // 0: the file as a whole
    std::string what;
    auto operator<=>(const Complaint&) const = default;
};

inline void PrintTo(const Complaint& complaint, std::ostream* out) {
    *out << complaint.path << ':' << complaint.line << ": " << complaint.what;
}

using Complaints = std::vector<Complaint>;
using Tree = std::map<std::string, std::string>;  // path from the root -> text

inline constexpr std::size_t lines_max = 400;

// One file by itself.
class FileCheck {
 public:
    FileCheck(std::string_view path, std::string_view text)
        : path_(path), text_(text), code_(lines_of(code_of(text))) {
        check_words();
        if (!lies_in(path_, "tests")) {
            check_includes();
            check_shape();
        }
    }

    [[nodiscard]] Complaints complaints() && { return std::move(complaints_); }

 private:
    void complain(std::size_t line, const std::string& what) {
        complaints_.push_back({path_, line, what});
    }

    [[nodiscard]] bool is_in(const Ban& ban) const {
        return std::ranges::any_of(ban.places, [&](auto place) { return lies_in(path_, place); });
    }

    void check_words() {
        for (const Ban& ban : bans) {
            if (is_in(ban)) {
                find(ban);
            }
        }
    }

    void find(const Ban& ban) {
        for (std::size_t i = 0; i < code_.size(); ++i) {
            for (const std::string_view word : ban.words) {
                if (names(code_[i], word)) {
                    refuse(i + 1, word, ban);
                }
            }
        }
    }

    void refuse(std::size_t line, std::string_view what, const Ban& ban) {
        complain(line, "names " + std::string(what) + "; instead: " + std::string(ban.instead));
    }

    void check_includes() {
        const Arrows* from = arrows_of(room_of(path_));
        if (from == nullptr) {
            complain(0, "lies in a room without a row in tests/architecture/arrows.h");
            return;
        }
        for (const Include& include : includes_of(text_)) {
            check_include(*from, include);
        }
    }

    void check_include(const Arrows& from, const Include& include) {
        const bool allowed =
            include.quoted ? may_name(from, include.name) : may_use(from, include.name);
        if (!allowed && !is_embedded(include)) {
            complain(
                include.line,
                "includes " + include.name + ", which " + std::string(from.room) + " may not name"
            );
        }
        for (const Ban& ban : banned_headers) {
            if (is_in(ban) && std::ranges::count(ban.words, include.name) > 0) {
                refuse(include.line, "<" + include.name + ">", ban);
            }
        }
    }

    // What dunghan_embed() of cmake/embed.cmake makes of a file.
    [[nodiscard]] static bool is_embedded(const Include& include) {
        return include.quoted &&
               (include.name == "embedded.h" || include.name.ends_with("/embedded.h"));
    }

    void check_shape() {
        const auto lines = lines_of(text_);
        if (lines.size() > lines_max) {
            complain(
                0,
                "has " + std::to_string(lines.size()) + " lines, more than " +
                    std::to_string(lines_max) + "; what does it hide? Give that a file of its own"
            );
        }
        for (std::size_t i = 0; i < lines.size(); ++i) {
            for (const std::string_view mark : {"TODO", "FIXME", "XXX"}) {
                if (names(lines[i], mark)) {
                    complain(i + 1, "says " + std::string(mark) + "; do it, or open an issue");
                }
            }
        }
        if (path_.ends_with(".h")) {
            check_header(lines);
        }
    }

    void check_header(const std::vector<std::string>& lines) {
        if (lines.empty() || !lines.front().starts_with("// ")) {
            complain(1, "does not begin with a comment that says what it is for");
        }
        if (std::ranges::count(lines, "#pragma once") != 1) {
            complain(0, "has no #pragma once");
        }
    }

    std::string path_;
    std::string_view text_;
    std::vector<std::string> code_;
    Complaints complaints_;
};

[[nodiscard]] inline Complaints check_file(std::string_view path, std::string_view text) {
    return FileCheck(path, text).complaints();
}

// A header that another room names shows no library: who reads it would need that library too.
// Headers of one room may; they stay inside. Tests may look inside.
class LeakCheck {
 public:
    explicit LeakCheck(const Tree& tree) : tree_(tree) {
        for (const auto& [path, text] : tree) {
            for (const Include& include : includes_of(text)) {
                if (!lies_in(path, "tests") && include.quoted &&
                    room_of(include.name) != room_of(path)) {
                    visit(include.name);
                }
            }
        }
    }

    [[nodiscard]] Complaints complaints() && { return std::move(complaints_); }

 private:
    void visit(const std::string& header) {
        const auto found = tree_.find(header);
        if (found == tree_.end() || !seen_.insert(header).second) {
            return;
        }
        for (const Include& include : includes_of(found->second)) {
            if (include.quoted) {
                visit(include.name);
            } else if (!is_standard(include.name) && include.name != "tl/expected.hpp") {
                complaints_.push_back(
                    {header,
                     include.line,
                     "shows " + include.name + " to other rooms; keep it in a .cpp"}
                );
            }
        }
    }

    const Tree& tree_;
    std::set<std::string> seen_;
    Complaints complaints_;
};

// What the build links a room to is not more than what it may name.
class LinkCheck {
 public:
    explicit LinkCheck(std::string_view build) {
        constexpr std::string_view call = "\ndunghan_room(";
        for (auto at = build.find(call); at != build.npos; at = build.find(call, at + 1)) {
            const auto line = std::ranges::count(build.substr(0, at + 1), '\n') + 1;
            const std::string_view rest = build.substr(at + call.size());
            check(static_cast<std::size_t>(line), std::string(rest.substr(0, rest.find(')'))));
        }
    }

    [[nodiscard]] Complaints complaints() && { return std::move(complaints_); }

 private:
    void check(std::size_t line, const std::string& arguments) {
        std::istringstream words(arguments);
        std::string room;
        words >> room;
        const Arrows* from = arrows_of(room);
        for (std::string word; words >> word;) {
            if (!word.starts_with("engine_") && !word.starts_with("adapters_")) {
                continue;
            }
            std::string to = word;
            to[word.find('_')] = '/';
            if (from == nullptr || std::ranges::count(from->rooms, to, room_of) == 0) {
                complaints_.push_back({"CMakeLists.txt", line, "links " + room + " to " + to});
            }
        }
    }

    Complaints complaints_;
};

[[nodiscard]] inline Complaints check_links(std::string_view build) {
    return LinkCheck(build).complaints();
}

[[nodiscard]] inline Complaints check_tree(const Tree& tree) {
    Complaints complaints;
    for (const auto& [path, text] : tree) {
        std::ranges::move(check_file(path, text), std::back_inserter(complaints));
    }
    std::ranges::move(LeakCheck(tree).complaints(), std::back_inserter(complaints));
    return complaints;
}

}  // namespace dunghan::architecture
