# dunghan_embed(<target> FILES <files>): each file becomes a string_view constant in
# <target>/embedded.h, named after the file (policy.yaml -> policy_yaml), so that the one binary
# carries its defaults.
function(dunghan_embed target)
  cmake_parse_arguments(EMBED "" "" "FILES" ${ARGN})
  set(folder ${CMAKE_CURRENT_BINARY_DIR}/${target})
  set(declarations "")
  set(definitions "")
  foreach(path IN LISTS EMBED_FILES)
    get_filename_component(name ${path} NAME)
    string(MAKE_C_IDENTIFIER ${name} symbol)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${path})
    file(READ ${path} hex HEX)
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" bytes "${hex}")
    # Seven octets a line: CMake knows nine groups, and one literal of all is hard to read.
    string(LENGTH "${hex}" length)
    math(EXPR octets "${length} / 2")
    string(REGEX REPLACE "((\\\\x[0-9a-f][0-9a-f])(\\\\x[0-9a-f][0-9a-f])?(\\\\x[0-9a-f][0-9a-f])?(\\\\x[0-9a-f][0-9a-f])?(\\\\x[0-9a-f][0-9a-f])?(\\\\x[0-9a-f][0-9a-f])?(\\\\x[0-9a-f][0-9a-f])?)" "    \"\\1\"\n" bytes "${bytes}")
    string(APPEND declarations "extern const std::string_view ${symbol};\n")
    string(APPEND definitions
           "const std::string_view ${symbol}{\n${bytes}, ${octets}};\n")
  endforeach()
  file(CONFIGURE OUTPUT ${folder}/embedded.h CONTENT
       "#pragma once\n#include <string_view>\nnamespace dunghan::embedded {\n${declarations}}\n"
       @ONLY)
  file(CONFIGURE OUTPUT ${folder}/embedded.cpp CONTENT
       "#include \"embedded.h\"\nnamespace dunghan::embedded {\n${definitions}}\n" @ONLY)
  add_library(${target} STATIC ${folder}/embedded.cpp)
  target_compile_options(${target} PRIVATE -Wno-overlength-strings)
  target_include_directories(${target} PUBLIC ${folder})
endfunction()
