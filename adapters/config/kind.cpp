#include "adapters/config/kind.h"

#include <algorithm>

#include "adapters/config/yaml.h"

namespace dunghan {
namespace {

struct KnownBy {
    std::string_view kind;
    std::string key;
};

}  // namespace

Result<std::size_t> read_kind(
    std::string_view yaml, std::string_view file, const std::vector<std::string_view>& kinds
) {
    static const std::vector<KnownBy> unsaid{{"policy", "rungs"}, {"directory", "agencies"}};
    yaml::File read(yaml, file);
    yaml::Map root = read.root();
    if (!root.find("kind")) {
        for (const KnownBy& known : unsaid) {
            const auto place = std::ranges::find(kinds, known.kind);
            if (place != kinds.end() && root.find(known.key)) {
                return read.result(static_cast<std::size_t>(place - kinds.begin()));
            }
        }
    }
    const std::size_t stated = root.get("kind").choice(kinds);
    return read.result(stated);
}

}  // namespace dunghan
