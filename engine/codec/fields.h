// One listing of the fields of each stored struct. The JSON writer, the JSON reader and the row
// codec all walk the same listing, so that no field can be written and not read.
//
// The names are part of the format: a member may be renamed, its name in the listing may not.
#pragma once

#include <algorithm>
#include <array>
#include <functional>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

namespace dunghan {

template <class S, class T>
struct Field {
    std::string_view name;
    T S::*member;
};

template <class S, class T>
[[nodiscard]] constexpr Field<S, T> field(std::string_view name, T S::*member) {
    return {name, member};
}

struct NotListed {};

// Specialised for each stored struct: a tuple of Field. For structs that go into JSON the names
// ascend, which is the order RFC 8785 wants.
template <class T>
inline constexpr auto fields = NotListed{};

template <class T>
concept Listed = !std::is_same_v<std::remove_cvref_t<decltype(fields<T>)>, NotListed>;

template <Listed T>
[[nodiscard]] constexpr auto names_of_fields() {
    return std::apply([](const auto&... f) { return std::array{f.name...}; }, fields<T>);
}

template <Listed T>
inline constexpr bool fields_ascend = [] {
    const auto names = names_of_fields<T>();
    return std::adjacent_find(names.begin(), names.end(), std::greater_equal<>{}) == names.end();
}();

// Converts to whatever a member is, so that an aggregate can be asked how many members it takes.
struct Anything {
    template <class T>
    operator T() const;  // never called
};

template <class T, std::size_t... i>
[[nodiscard]] constexpr bool takes(std::index_sequence<i...>) {
    return requires {
        T{(static_cast<void>(i), Anything{})...};
    };
}

template <class T, std::size_t count = 0>
[[nodiscard]] constexpr std::size_t members_of() {
    if constexpr (takes<T>(std::make_index_sequence<count + 1>{})) {
        return members_of<T, count + 1>();
    } else {
        return count;
    }
}

// False when a member was added to the struct and forgotten here.
template <Listed T>
inline constexpr bool every_member_listed =
    members_of<T>() == std::tuple_size_v<std::remove_cvref_t<decltype(fields<T>)>>;

}  // namespace dunghan
