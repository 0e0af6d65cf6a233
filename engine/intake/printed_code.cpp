#include "engine/intake/printed_code.h"

#include <array>
#include <utility>

#include "engine/base/text.h"

namespace dunghan::intake {
namespace {

using task::Progress;

constexpr std::array<std::pair<std::string_view, PrintedCode>, 5> codes{
    {{"ht", {"HT", Progress::completed}},
     {"dth-d", {"ĐTH-Đ", Progress::in_progress}},
     {"dth-t", {"ĐTH-T", Progress::in_progress}},
     {"cth-t", {"CTH-T", Progress::not_started}},
     {"cth-d", {"CTH-Đ", Progress::not_started}}}};

}  // namespace

std::optional<PrintedCode> read_code(std::string_view text) {
    const std::string slugged = slug(text);
    for (const auto& [known, code] : codes) {
        if (slugged == known) {
            return code;
        }
    }
    return std::nullopt;
}

}  // namespace dunghan::intake
